-- 缓缴与滞纳金：facts of an employer, under the same walls as those of persons. A late fee never reaches a person's record.
-- owner: ledger
create table ledger.deferral (
  employer_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  from_month int not null,
  through_month int not null,
  until_day date not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (employer_id, posting_id, ordinal)
);
comment on table ledger.deferral is '缓缴：经批准的单位事项，期内应缴照立而不作欠缴';
comment on column ledger.deferral.until_day is '缓缴期的最后一日';
comment on column ledger.deferral.document is '批复文号';

-- owner: ledger
create table ledger.late_fee (
  employer_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  contribution_month int not null,
  arrears bigint not null,
  from_day date not null,
  paid_day date not null,
  days int not null,
  amount bigint not null,
  levy_voucher text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (employer_id, posting_id, ordinal)
);
comment on table ledger.late_fee is '滞纳金（社会保险法第八十六条）：由单位负担，不入任何人的权益记录，单位分';
comment on column ledger.late_fee.arrears is '迟到的金额（分）';
comment on column ledger.late_fee.from_day is '起算之日：缴费期限最后一日的次日';
comment on column ledger.late_fee.days is '滞纳天数，不含缓缴期内的';
comment on column ledger.late_fee.levy_voucher is '电子税票号';

do $$
declare t text;
begin
  foreach t in array array['deferral', 'late_fee'] loop
    execute format('create trigger append_only_row before update or delete on ledger.%I for each row execute function ledger.refuse_change()', t);
    execute format('create trigger append_only_statement before truncate on ledger.%I for each statement execute function ledger.refuse_change()', t);
    execute format('alter table ledger.%I enable row level security', t);
    execute format('alter table ledger.%I force row level security', t);
    execute format('create policy appended on ledger.%I for insert to quanyi_app with check (false)', t);
    execute format('create index %I on ledger.%I using brin (posting_id) with (pages_per_range = 16, autosummarize = on)', t || '_posting', t);
    execute format('grant select on ledger.%I to quanyi_app, quanyi_post, quanyi_verify', t);
    execute format('grant insert on ledger.%I to quanyi_post', t);
  end loop;
end $$;

-- 缓缴还为在该单位参保的人所见：it says why a month of theirs is not yet paid. Enrolments are themselves seen within scope only.
create policy within_scope on ledger.deferral for select to quanyi_app using (
  employer_id = (select ledger.scope_employer())
  or employer_id in (select e.employer_id from ledger.enrolment e where e.person_id = any ((select ledger.scope_persons())::bigint[])));
create policy within_scope on ledger.late_fee for select to quanyi_app using (employer_id = (select ledger.scope_employer()));
