-- As for permits: the old ones lie together.
create index short_link_made_at on message.short_link using brin (made_at);
