-- 依法封存的查阅：a look of an investigation lies in a book of its own until its seal ends, and then shows its true time.

-- owner: access
create table access.seal_order (
  order_id uuid primary key,
  case_id uuid not null,
  agency text not null,
  basis text not null,
  until_day date not null,
  proposed_by bigint not null,
  approved_by bigint not null,
  approved_at timestamptz(3) not null,
  check (proposed_by <> approved_by)
);
create index seal_order_case on access.seal_order (case_id);
comment on table access.seal_order is '封存令：何案、依何法、至何日、何人提出、何人批准；只增不改，延长另下一令';

-- owner: access
create table access.seal_end (
  order_id uuid primary key,
  ended_by bigint not null,
  reason text not null,
  ended_at timestamptz(3) not null
);
comment on table access.seal_end is '提前解除封存';

-- owner: access
create table access.sealed_look (
  person_id bigint not null,
  look_id uuid not null,
  case_id uuid not null,
  at timestamptz(3) not null,
  actor_person_id bigint not null,
  realm text not null,
  organisation text not null,
  channel text not null,
  action text not null,
  sections text not null,
  outcome text not null check (outcome in ('shown', 'refused')),
  policies text not null,
  articles text not null,
  purpose text not null,
  matter text not null,
  key_epoch smallint not null,
  seal bytea not null,
  tx xid8 not null default pg_current_xact_id(),
  primary key (person_id, look_id),
  check (person_id >= 0)
);
create index sealed_look_tx on access.sealed_look (tx);
comment on table access.sealed_look is '封存的查阅：与查阅同式，另记案件；封存未满，本人查阅时不露痕迹，亦不占位、不计数';

-- owner: access
create table desk.seal_proposal (
  proposal_id uuid primary key,
  case_id uuid not null,
  agency text not null,
  matter text not null,
  basis text not null,
  until_day date not null,
  proposed_by bigint not null,
  proposed_at timestamptz(3) not null,
  state text not null check (state in ('proposed', 'approved', 'refused')),
  decided_by bigint,
  reason text
);
create index seal_proposal_agency on desk.seal_proposal (agency, state);
comment on table desk.seal_proposal is '封存申请：一人提出，另一人批准；批准即成封存令';
comment on column desk.seal_proposal.matter is '案件编号，供人阅读';

create function access.seal_stands(sealed uuid, today date) returns boolean language sql stable as $$
  select exists (select 1 from access.seal_order o where o.case_id = sealed and o.until_day >= today
    and not exists (select 1 from access.seal_end e where e.order_id = o.order_id))
$$;
comment on function access.seal_stands is '某案此日是否仍在封存之中';

do $$
declare t text;
begin
  foreach t in array array['seal_order', 'seal_end', 'sealed_look'] loop
    execute format('create trigger append_only_row before update or delete on access.%I for each row execute function ledger.refuse_change()', t);
    execute format('create trigger append_only_statement before truncate on access.%I for each statement execute function ledger.refuse_change()', t);
    execute format('grant select, insert on access.%I to quanyi_app, quanyi_post', t);
    execute format('grant select on access.%I to quanyi_verify', t);
  end loop;
end $$;
alter table access.sealed_look enable row level security;
alter table access.sealed_look force row level security;
create policy appended on access.sealed_look for insert to quanyi_app with check (true);
-- 第二道墙：封存未满，连本人范围内也查不出。
create policy when_ended on access.sealed_look for select to quanyi_app using (
  person_id = any ((select ledger.scope_persons())::bigint[])
  and not access.seal_stands(case_id, (now() at time zone 'Asia/Shanghai')::date));
grant select, insert, update on desk.seal_proposal to quanyi_app;
