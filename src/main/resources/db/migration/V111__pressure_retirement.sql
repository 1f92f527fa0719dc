-- Rows lie in the order they were given, so the daily retirement finds the old ones by an index that costs next to nothing.
create index permit_reserved_at on pressure.permit using brin (reserved_at);
