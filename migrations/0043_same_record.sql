-- 记忆的核对：whether anything was posted since that the record of one person rests on. A process that remembers a record asks
-- this in the very transaction that shows it.

create function ledger.require_same(person bigint, employers bigint[], seen pg_snapshot) returns void
language plpgsql stable as $$
declare
  most constant int := 5000;
  since bigint[] := array(
    select p.posting_id from ledger.posting p
    where p.tx >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(p.tx, seen) limit most + 1);
  first bigint := (select min(i) from unnest(since) i);
begin
  if first is null then
    return;
  end if;
  -- `is true` keeps the list out of the index: a range of one person's rows is short, the list may be long.
  if cardinality(since) > most
    or exists (select from ledger.person_registration t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.enrolment t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.due t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.paid t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.opening_balance t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.subsidy t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.deemed_period t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.benefit_determination t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.benefit_payment t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.transfer t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.life_event t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.account_close t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.person_contact t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.person_category t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.guardianship t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.base_declaration t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.benefit_change t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.entitlement_check t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.special_work t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.ruling t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.expert_opinion t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.legacy_doubt t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.person_alias t where t.person_id = person and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.employer_registration t where t.employer_id = any (employers) and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.deferral t where t.employer_id = any (employers) and t.posting_id >= first and (t.posting_id = any (since)) is true)
    or exists (select from ledger.relief t where t.employer_id = any (employers) and t.posting_id >= first and (t.posting_id = any (since)) is true)
  then
    raise exception '记录已变，须重新读取' using errcode = 'QY001';
  end if;
end $$;
comment on function ledger.require_same is '自所记快照以来，此人及其单位是否另有记账；有则不予沿用。凡进入权益记录的事实表都须列在此处';
