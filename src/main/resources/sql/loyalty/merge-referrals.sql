update loyalty.referral set referrer = :into where referrer = :from
;
-- A claim beside another one that counts says nothing more, and neither does a refusal told twice.
delete from loyalty.referral theirs where friend = :from
  and (state = 'claimed' and exists (select from loyalty.referral o where o.friend = :into and o.counts)
    or not counts and exists (select from loyalty.referral o where o.friend = :into
      and o.code = theirs.code and coalesce(o.order_id, '') = coalesce(theirs.order_id, '')))
;
-- Nor does one beside another of the same order that counts, which may come to be a refusal itself.
delete from loyalty.referral theirs where friend in (:from, :into) and not counts and exists (
  select from loyalty.referral o where o.friend = :from and o.counts
    and o.code = theirs.code and coalesce(o.order_id, '') = coalesce(theirs.order_id, ''))
;
update loyalty.referral set
  counts = false,
  state = case state when 'pending' then 'refused' else state end,
  reason = case state when 'pending' then 'referral_repeated' else reason end,
  due_at = case state when 'pending' then :now else due_at end
where friend = :from and counts and exists (select from loyalty.referral o where o.friend = :into and o.counts)
;
update loyalty.referral set friend = :into where friend = :from
;
-- Friend and referrer turned out to be one: to be looked at again, even where both were rewarded.
update loyalty.referral set due_at = :now
where friend = :into and referrer = :into and state in ('pending', 'rewarded')
