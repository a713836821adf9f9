-- 减免与核销也为在该单位参保的人所见：it says why the employer's part of a month of theirs is not paid in full. As a deferral is.
drop policy within_scope on ledger.relief;
create policy within_scope on ledger.relief for select to quanyi_app using (
  employer_id = (select ledger.scope_employer())
  or employer_id in (select e.employer_id from ledger.enrolment e where e.person_id = any ((select ledger.scope_persons())::bigint[])));
