-- What became of a batch's messages; answers which. A final state that the provider reported sooner stays.
update message.message m
set state = s.state, reason = s.reason, provider_id = s.provider, template_version = s.version, segments = s.segments,
  sent_at = s.sent_at
from unnest(:ids, :queuedAt::timestamptz[], :states, :reasons,
  :providers, :versions, :segments, :sentAt::timestamptz[])
  as s (id, queued_at, state, reason, provider, version, segments, sent_at)
where m.id = s.id and m.queued_at = s.queued_at and m.state not in ('delivered', 'failed', 'skipped')
returning m.id
