-- The inbox's old rows go with those of all rooms.
drop table ingest.retirement;
