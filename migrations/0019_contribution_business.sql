-- 缴费业务的工作台：年度申报表与职工确认、凭证中搁置的行、征收文件自身的合计、月末三方平衡的签认。

-- owner: collection
create table desk.base_wage (
  employer_id bigint not null,
  pay_year int not null,
  person_id bigint not null,
  row_key text not null,
  declared_wage bigint not null,
  entered_by bigint not null,
  entered_at timestamptz(3) not null,
  verdict text check (verdict in ('confirmed', 'disputed')),
  verdict_at timestamptz(3),
  verdict_reason bytea,
  vouched uuid,
  submission_id uuid,
  primary key (person_id, employer_id, pay_year)
);
create unique index base_wage_key on desk.base_wage (row_key, pay_year);
create index base_wage_employer on desk.base_wage (employer_id, pay_year);
comment on table desk.base_wage is '年度缴费工资申报表：单位所填、职工所答，提交审核之前的工作底稿，不是事实';
comment on column desk.base_wage.pay_year is '缴费年度的起始年份';
comment on column desk.base_wage.row_key is '对外的行号：带钥摘要，不是任何编号';
comment on column desk.base_wage.declared_wage is '上年度月平均工资（分）';
comment on column desk.base_wage.verdict is '职工的答复：确认或有异议；改了工资，答复作废';
comment on column desk.base_wage.verdict_reason is '异议的理由（加密）';
comment on column desk.base_wage.vouched is '单位以公示、签名表担保所凭的原始资料';

-- owner: collection
create table desk.set_aside (
  submission_id uuid not null,
  revision int not null,
  part int not null,
  line int not null,
  says bytea not null,
  at timestamptz(3) not null,
  primary key (submission_id, revision, part, line)
);
comment on table desk.set_aside is '搁置的行：记账之时已与规则或事实不符的一行，其余各行照记';
comment on column desk.set_aside.says is '搁置的原因（加密）';

-- owner: collection
create table desk.levy_total (
  submission_id uuid not null,
  revision int not null,
  arrival_day date not null,
  insurance text not null,
  credit_code text not null,
  levy_voucher text not null,
  rows int not null,
  amount bigint not null,
  primary key (submission_id, revision, arrival_day, insurance, credit_code, levy_voucher)
);
create index levy_total_day on desk.levy_total (arrival_day);
comment on table desk.levy_total is '征收文件自身的合计：按到账日、险种、单位与电子税票，三方核对中税务的一方，不含个人';
comment on column desk.levy_total.amount is '金额（分），退费为负';

-- owner: collection
create table desk.balance_signature (
  agency text not null,
  month int not null,
  figures bytea not null,
  post text not null check (post in ('cashier', 'accountant', 'chiefAccountant')),
  signed_by bigint not null,
  account text not null,
  signed_at timestamptz(3) not null,
  tax bigint not null,
  bank bigint not null,
  posted bigint not null,
  suspense bigint not null,
  note bytea,
  primary key (agency, month, figures, post)
);
comment on table desk.balance_signature is '月末三方平衡的签认：出纳、会计、会计主管各一人，签的是哪些数由摘要指明';
comment on column desk.balance_signature.figures is '所签数字的摘要：数字变了，签认随之作废';
comment on column desk.balance_signature.note is '不平的说明（加密）';

grant select, insert, update, delete on desk.base_wage, desk.set_aside, desk.levy_total, desk.balance_signature to quanyi_app;

-- 单位看本单位的年度申报，如同看本单位的应缴。
create policy of_employer on ledger.base_declaration for select to quanyi_app
  using (employer_id = (select ledger.scope_employer()));
