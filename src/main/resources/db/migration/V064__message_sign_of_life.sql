-- The advisory lock that a node's session holds for as long as the node lives: a lease alone goes by clocks that differ.
alter table message.in_hand add column node bigint not null default 0;
alter table message.in_hand alter column node drop default;
