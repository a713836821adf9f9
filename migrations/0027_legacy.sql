-- 遗留数据迁移：旧系统的数据包先试装、逐人比对，审定之后照试装的内容记账；有出入的照存并标明遗留待核。

-- owner: ledger
create table ledger.legacy_doubt (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text,
  figure text not null check (figure in ('balance', 'yearSum', 'months', 'birthDate', 'sex', 'number')),
  year int,
  told bytea not null,
  derived bytea not null,
  document text not null,
  source_table text not null,
  source_row int not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.legacy_doubt is '遗留待核：旧系统所记与由同一批数据推得的数不符，两者都存，经更正了结';
comment on column ledger.legacy_doubt.told is '旧系统所记（加密）';
comment on column ledger.legacy_doubt.derived is '由同一批数据按规则推得（加密）';
comment on column ledger.legacy_doubt.document is '数据包的编号';
create index legacy_doubt_agency on ledger.legacy_doubt (agency, posting_id);
select ledger.raise_walls('legacy_doubt');

-- owner: collection
create table desk.legacy_package (
  package_id uuid primary key,
  agency text not null,
  area text not null,
  series text not null,
  body bytea not null,
  paper_digest bytea not null,
  paper_size bigint not null,
  media_type text not null,
  document_id uuid not null,
  state text not null check (state in
    ('reading', 'deriving', 'tried', 'drafting', 'loading', 'closed', 'refused', 'replaced', 'stopped')),
  stopped_in text,
  rows_done int not null default 0,
  share int not null default 0,
  progress bytea,
  tries int not null default 0,
  tables jsonb not null default '{}',
  kinds jsonb not null default '{}',
  why bytea,
  submission_id uuid,
  explanations bytea,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  tried_at timestamptz(3),
  closed_by bigint,
  closed_at timestamptz(3)
);
create index legacy_package_agency on desk.legacy_package (agency, made_at);
create unique index legacy_package_current on desk.legacy_package (agency, series) where state not in ('replaced', 'refused');
comment on table desk.legacy_package is '遗留数据包：一次迁移的试装、比对、记账与了结；原件封存在资料库';
comment on column desk.legacy_package.series is '迁移的名称：同名再送即替换前一次试装，已送审的不能替换';
comment on column desk.legacy_package.body is '报送人、文件名与首部各项（加密）';
comment on column desk.legacy_package.progress is '续做所需（加密）';
comment on column desk.legacy_package.tables is '各表的行数与金额合计：收到、存入、列出与控制总额；不含个人';
comment on column desk.legacy_package.kinds is '差异与列出原因的件数';
comment on column desk.legacy_package.explanations is '对每一类列出原因与控制总额之差的说明（加密）';

-- owner: collection
create table desk.legacy_row (
  package_id uuid not null,
  ordinal int not null,
  source_table text not null,
  source_row int not null,
  who bytea not null,
  body bytea not null,
  amount bigint not null,
  code text,
  says bytea,
  primary key (package_id, ordinal)
);
create index legacy_row_who on desk.legacy_row (package_id, who, ordinal);
create index legacy_row_listed on desk.legacy_row (package_id, ordinal) where code is not null;
comment on table desk.legacy_row is '数据包的每一行：不是存入，就是连同原因列出';
comment on column desk.legacy_row.who is '本行所及之人或单位的带钥摘要，逐人比对所依';
comment on column desk.legacy_row.code is '列出的原因代码；空为存入';

-- owner: collection
create table desk.legacy_subject (
  package_id uuid not null,
  who bytea not null,
  is_employer boolean not null,
  given_id bigint,
  body bytea not null,
  kinds text[] not null,
  stored int not null,
  listed int not null,
  primary key (package_id, who)
);
create index legacy_subject_kinds on desk.legacy_subject using gin (kinds);
comment on table desk.legacy_subject is '数据包里的每一个人或单位：比对所得的差异，与记账时所给的编号';
comment on column desk.legacy_subject.body is '姓名、号码与逐项差异（加密）';

grant select, insert, update, delete on desk.legacy_package, desk.legacy_row, desk.legacy_subject to quanyi_app;
