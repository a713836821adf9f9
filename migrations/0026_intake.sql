-- 受理与应急：受理单、受理时的材料清单、应急受理凭单；and the salts of drafts kept on a clerk's own machine.

alter table desk.revision add column received_at timestamptz(3), add column slip text, add column typed bytea;
comment on column desk.revision.received_at is '实际受理时刻：系统停用时以应急受理凭单先行受理的，早于录入时刻；期限从此起算';
comment on column desk.revision.slip is '应急受理凭单号';
comment on column desk.revision.typed is '所录的内容（加密）：退回后重新录入时照此打开';

-- owner: collection
create table desk.serial_counter (
  series text not null,
  agency text not null,
  year int not null,
  last int not null,
  primary key (series, agency, year)
);
comment on table desk.serial_counter is '流水号：按机构、按年连续，在同一事务内取号，事务不成则号不用，故无缺号';

-- owner: collection
create table desk.intake (
  intake_id uuid primary key,
  agency text not null,
  kind text not null,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  papers bytea not null,
  slip text,
  received_at timestamptz(3) not null,
  submission_id uuid,
  revision int
);
create index intake_made on desk.intake (agency, made_at);
comment on table desk.intake is '受理登记：窗口收到了哪些材料、缺哪些及依据；录入时凭此成件';
comment on column desk.intake.papers is '材料清单（加密）';
comment on column desk.intake.received_at is '实际受理时刻';

-- owner: collection
create table desk.receipt (
  serial text primary key,
  agency text not null,
  year int not null,
  running int not null,
  submission_id uuid not null,
  revision int not null,
  second_facts bytea[] not null,
  body bytea not null,
  received_at timestamptz(3) not null,
  issued_at timestamptz(3) not null,
  due_day date not null,
  due_provisional boolean not null,
  unique (submission_id, revision),
  unique (agency, year, running)
);
comment on table desk.receipt is '受理单：每件受理即出一张，编号按机构按年连续';
comment on column desk.receipt.second_facts is '证件号码或信用代码末四位的带钥摘要，公开查询进度时核对';
comment on column desk.receipt.body is '收到与缺少的材料（加密）';
comment on column desk.receipt.due_day is '出单时告知的办结期限，依工作日历';

-- owner: collection
create table desk.outage_block (
  block_id uuid primary key,
  agency text not null,
  kind text not null,
  year int not null,
  first int not null,
  last int not null,
  printed_at timestamptz(3) not null,
  printed_by bigint not null,
  unique (agency, year, first)
);
comment on table desk.outage_block is '应急受理凭单的一本：预先连续编号并打印，系统停用时填写';

-- owner: collection
create table desk.outage_slip (
  serial text primary key,
  block_id uuid not null,
  running int not null,
  state text not null check (state in ('used', 'void')),
  submission_id uuid,
  revision int,
  received_at timestamptz(3),
  reason bytea,
  by_person bigint not null,
  at timestamptz(3) not null,
  check ((state = 'used') = (submission_id is not null and received_at is not null)),
  check ((state = 'void') = (reason is not null))
);
create index outage_slip_block on desk.outage_slip (block_id, running);
comment on table desk.outage_slip is '应急受理凭单的去向：已补录或已作废，各一次；没有去向的即空白未用';
comment on column desk.outage_slip.reason is '作废的原因（加密）';

-- owner: access
create table desk.draft_salt (
  person_id bigint not null,
  realm text not null,
  salt bytea not null,
  made_at timestamptz(3) not null,
  primary key (person_id, realm)
);
comment on table desk.draft_salt is '草稿之盐：本机草稿的密钥由系统密钥、本人、身份域与此盐推得；换盐则旧草稿再打不开';

grant select, insert, update on desk.serial_counter, desk.intake to quanyi_app;
grant select, insert on desk.receipt, desk.outage_block, desk.outage_slip to quanyi_app;
grant select, insert, update, delete on desk.draft_salt to quanyi_app;
