-- 查阅之书：谁看了、谁做了、凭什么。A line commits before the answer leaves.
create schema access;
comment on schema access is '查阅之书：每一次查看与拒绝，只增不改';

-- owner: access
create table access.look (
  person_id bigint not null,
  look_id uuid not null,
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
  primary key (person_id, look_id)
);
create index look_tx on access.look (tx);
comment on table access.look is '查阅：谁在何时经何渠道凭何依据看了某人的哪些内容，或被拒绝';
comment on column access.look.organisation is '查阅者所代表的机构或单位';
comment on column access.look.matter is '事由：凭证、案件或文书编号';

-- owner: access
create table access.event (
  session_id uuid not null,
  event_id uuid not null,
  at timestamptz(3) not null,
  actor_person_id bigint not null,
  realm text not null,
  organisation text not null,
  channel text not null,
  action text not null,
  outcome text not null,
  policies text not null,
  articles text not null,
  matter text not null,
  key_epoch smallint not null,
  seal bytea not null,
  tx xid8 not null default pg_current_xact_id(),
  primary key (session_id, event_id)
);
create index event_tx on access.event (tx);
comment on table access.event is '事件：不涉及特定参保人的行为，如登录、被拒的检索、记账';

-- owner: access
create table access.batch (
  leaf_index bigint primary key,
  from_tx xid8 not null,
  until_tx xid8 not null,
  line_count int not null
);
comment on table access.batch is '批次：查阅之书每批一叶，叶上列明各行的散列';
