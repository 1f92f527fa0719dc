-- A slot counts from the moment it is used, which may be long after it was given: it is as old as that.
create index permit_from_at on pressure.permit using brin (from_at);
drop index pressure.permit_reserved_at;
