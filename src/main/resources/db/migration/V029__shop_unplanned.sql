-- Whoever was there before occasions and replenishments were kept: up to whom they are planned by now. Without a row,
-- everybody's are.
create table shop.unplanned (
  singleton boolean primary key default true check (singleton),
  past bigint not null default 0,
  upto bigint not null
);
insert into shop.unplanned (upto) select max(id) from contact.contact having max(id) is not null;
