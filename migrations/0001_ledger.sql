-- 事实之书：只增不改。Facts are written once by posting and never changed; a correction is a reversing row and a new one.
create schema ledger;
comment on schema ledger is '事实之书：记账凭以成立的事实，只增不改';

create sequence ledger.posting_id cache 100;
create sequence ledger.person_id cache 100;
create sequence ledger.employer_id;

-- owner: ledger
create table ledger.posting (
  posting_id bigint primary key,
  voucher_id uuid not null,
  revision int not null,
  kind text not null,
  agency text not null,
  business_day date not null,
  posted_at timestamptz(3) not null,
  policy_digest bytea not null,
  release_digest bytea not null,
  row_count int not null,
  row_root bytea not null,
  key_epoch smallint not null,
  leaf bytea not null,
  seal bytea not null,
  tx xid8 not null default pg_current_xact_id()
);
create index posting_tx on ledger.posting (tx);
create index posting_voucher on ledger.posting (voucher_id);
comment on table ledger.posting is '记账：一次记账的表头与叶子原文（含各审核环节），每次记账是树上的一片叶';
comment on column ledger.posting.leaf is '叶子原文：表头、审核环节、行数与行根，规范编码';
comment on column ledger.posting.seal is '叶子原文的封签：没有封签的记账，排序员不收';
comment on column ledger.posting.tx is '写入事务号：仅供排序员发现新记账，不在封签之内';

-- owner: ledger
create table ledger.idempotency (
  key text primary key,
  body_digest bytea not null,
  posting_id bigint not null
);
comment on table ledger.idempotency is '幂等键：同键同文只记一次，同键异文不予办理';

-- owner: ledger
create table ledger.leaf (
  leaf_index bigint primary key,
  posting_id bigint not null
);
create index leaf_posting on ledger.leaf (posting_id);
comment on table ledger.leaf is '叶序：记账在树上的位置，即知晓的先后';

-- owner: ledger
create table ledger.person_registration (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  document_type text not null,
  full_name bytea not null,
  social_security_number bytea not null,
  sex text not null,
  birth_date date not null,
  nationality text not null,
  work_start_date date,
  mobile_phone bytea,
  mailing_address bytea,
  bank_account bytea,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.person_registration is '个人登记（第二条第一项）';
comment on column ledger.person_registration.document_type is '证件类型 AAC058';
comment on column ledger.person_registration.full_name is '姓名 AAC003（加密）';
comment on column ledger.person_registration.social_security_number is '社会保障号码 AAC002（加密）';
comment on column ledger.person_registration.sex is '性别 AAC004';
comment on column ledger.person_registration.birth_date is '出生日期 AAC006';
comment on column ledger.person_registration.nationality is '国家或地区 AAC161';
comment on column ledger.person_registration.work_start_date is '参加工作日期 AAC007';
comment on column ledger.person_registration.mobile_phone is '手机号码 AAC067（加密）';
comment on column ledger.person_registration.mailing_address is '通讯地址 AAE006（加密）';
comment on column ledger.person_registration.bank_account is '银行账号 AAE010（加密）';

-- owner: ledger
create table ledger.enrolment (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  employer_id bigint,
  change text not null check (change in ('enrol', 'suspend', 'resume', 'end')),
  from_month int not null,
  reason text not null,
  person_kind text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
create index enrolment_employer on ledger.enrolment (employer_id);
comment on table ledger.enrolment is '参保登记与变动（第二条第一项）：自某月起参保、暂停、恢复或终止';
comment on column ledger.enrolment.insurance is '险种类型 AAE140';
comment on column ledger.enrolment.reason is '变更原因 AAE160';
comment on column ledger.enrolment.from_month is '开始年月 AAE041';

-- owner: ledger
create table ledger.due (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  employer_id bigint,
  settlement_month int not null,
  contribution_month int not null,
  contribution_kind text not null,
  declared_wage bigint not null,
  base bigint not null,
  employer_amount bigint not null,
  person_amount bigint not null,
  employer_to_account bigint not null,
  person_to_account bigint not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
create index due_employer on ledger.due (employer_id, contribution_month);
comment on table ledger.due is '应缴（第二条第二项）：由审核通过的申报依规则算得，单位分';
comment on column ledger.due.settlement_month is '费款所属期 AAE002（年月）';
comment on column ledger.due.contribution_month is '对应费款所属期 AAE003（年月）';
comment on column ledger.due.contribution_kind is '缴费类型 AAE143';
comment on column ledger.due.declared_wage is '缴费工资 AAC040（分）';
comment on column ledger.due.base is '缴费基数 AAE180（分）';
comment on column ledger.due.employer_amount is '单位应缴金额 AAE020（分）';
comment on column ledger.due.employer_to_account is '单位应缴划入个人账户金额 AAE021（分）';
comment on column ledger.due.person_amount is '个人应缴金额 AAE022（分）';
comment on column ledger.due.person_to_account is '个人应缴划入个人账户金额 AAE023（分）';

-- owner: ledger
create table ledger.paid (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  employer_id bigint,
  settlement_month int not null,
  contribution_month int not null,
  contribution_kind text not null,
  base bigint not null,
  employer_amount bigint not null,
  person_amount bigint not null,
  employer_to_account bigint not null,
  person_to_account bigint not null,
  levy_voucher text not null,
  arrival_day date not null,
  source text not null,
  fits_rule boolean not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
create index paid_employer on ledger.paid (employer_id, contribution_month);
comment on table ledger.paid is '实缴（第二条第二项）：到账的钱，从不拒收，单位分；退费为负行';
comment on column ledger.paid.contribution_kind is '缴费类型 AAE143';
comment on column ledger.paid.employer_amount is '单位实缴金额 AAE080（分）';
comment on column ledger.paid.employer_to_account is '单位实缴划入个人账户金额 AAE081（分）';
comment on column ledger.paid.person_amount is '个人实缴金额 AAE082（分）';
comment on column ledger.paid.person_to_account is '个人实缴划入个人账户金额 AAE083（分）';
comment on column ledger.paid.levy_voucher is '电子税票号';
comment on column ledger.paid.arrival_day is '到账日期 AAB191';
comment on column ledger.paid.fits_rule is '是否与规则算得的应缴一致';

-- owner: ledger
create table ledger.opening_balance (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  year int not null,
  balance bigint not null,
  actual_months int not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.opening_balance is '期初储存额与月数：迁移或转入而来，不可重算（第二条第四项）';
comment on column ledger.opening_balance.year is '截至该年末';

-- owner: ledger
create table ledger.guardianship (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  guardian_person_id bigint not null,
  change text not null check (change in ('begin', 'end')),
  from_day date not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.guardianship is '监护关系：未成年人的记录单寄送监护人（107号文三）';

-- owner: ledger
create table ledger.suspense (
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  credit_code text not null,
  identity_number bytea not null,
  full_name bytea not null,
  settlement_month int not null,
  contribution_month int not null,
  contribution_kind text not null,
  base bigint not null,
  employer_amount bigint not null,
  person_amount bigint not null,
  levy_voucher text not null,
  arrival_day date not null,
  reason text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (posting_id, ordinal)
);
comment on table ledger.suspense is '待认领：到账而尚不知归谁的钱；已记账与待认领之和等于来文控制总额';

-- owner: ledger
create table ledger.employer_registration (
  employer_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  credit_code text not null,
  name text not null,
  employer_type text not null,
  industry_code text not null,
  injury_class int not null,
  injury_float int not null,
  status text not null,
  from_month int not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (employer_id, posting_id, ordinal)
);
create index employer_registration_code on ledger.employer_registration (credit_code);
comment on table ledger.employer_registration is '单位登记（第二条第一项）';
comment on column ledger.employer_registration.credit_code is '统一社会信用代码 AAB003';
comment on column ledger.employer_registration.injury_class is '工伤风险类别 1-8';
comment on column ledger.employer_registration.injury_float is '工伤浮动系数（百万分之一）';
comment on column ledger.employer_registration.status is '单位参保状态 AAB051';

-- owner: ledger
create table ledger.policy_text (
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  kind text not null check (kind in ('parameters', 'access', 'routes', 'agencies')),
  path text not null,
  text text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (posting_id, ordinal)
);
comment on table ledger.policy_text is '已记账的规则文本：参数、访问规则与审核路线，按凭证施行';

-- 按记账先后取行（核验与重算）：append order makes a block-range index almost free.
do $$
declare t text;
begin
  foreach t in array array['person_registration','enrolment','due','paid','opening_balance','guardianship','suspense','employer_registration','policy_text'] loop
    execute format('create index %I on ledger.%I using brin (posting_id) with (pages_per_range = 16, autosummarize = on)', t || '_posting', t);
  end loop;
end $$;
