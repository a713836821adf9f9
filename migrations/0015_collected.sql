-- 采集与审核所需的其余事实：registrations of every kind, base declarations, changes of benefits, and the fund's three-way balance.

create function ledger.raise_other_walls(name text) returns void language plpgsql as $$
begin
  execute format('create trigger append_only_row before update or delete on ledger.%I for each row execute function ledger.refuse_change()', name);
  execute format('create trigger append_only_statement before truncate on ledger.%I for each statement execute function ledger.refuse_change()', name);
  execute format('alter table ledger.%I enable row level security', name);
  execute format('alter table ledger.%I force row level security', name);
  execute format('create policy appended on ledger.%I for insert to quanyi_app with check (false)', name);
  execute format('create index %I on ledger.%I using brin (posting_id) with (pages_per_range = 16, autosummarize = on)', name || '_posting', name);
  execute format('grant select on ledger.%I to quanyi_app, quanyi_post, quanyi_verify', name);
  execute format('grant insert on ledger.%I to quanyi_post', name);
end $$;
comment on function ledger.raise_other_walls is '为一张不按人存放的事实表立墙；谁可见由各表另立策略';

-- owner: ledger
create table ledger.person_alias (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  other_person_id bigint not null,
  role text not null check (role in ('kept', 'merged')),
  change text not null check (change in ('merge', 'undo')),
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.person_alias is '自然人合并与撤销（重复登记）：两个编号各有一行，编号本身永不改写';
comment on column ledger.person_alias.role is 'kept 为此后沿用的编号，merged 为并入的编号';

-- owner: ledger
create table ledger.person_contact (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  mobile_phone bytea,
  email bytea,
  mailing_address bytea,
  postal_code bytea,
  delivery text check (delivery in ('post', 'digital', 'counter')),
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.person_contact is '联系方式：随时变更、即时保存，旧行照存；不参与任何推导';
comment on column ledger.person_contact.delivery is '对账单送达方式';

-- owner: ledger
create table ledger.person_category (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  category text not null,
  change text not null check (change in ('begin', 'end')),
  from_day date not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.person_category is '人员类别：在职、退休、灵活就业、居民、被征地农民、供养亲属、仅缴费等，各有起止';

-- owner: ledger
create table ledger.base_declaration (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  employer_id bigint not null,
  from_month int not null,
  through_month int not null,
  declared_wage bigint not null,
  confirmed_day date,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.base_declaration is '年度缴费工资申报：职工确认或单位公示后成立，单位分';
comment on column ledger.base_declaration.declared_wage is '上年度月平均工资（分）';
comment on column ledger.base_declaration.confirmed_day is '职工确认之日';

-- owner: ledger
create table ledger.benefit_change (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  benefit_kind text not null,
  change text not null check (change in ('suspend', 'resume', 'end')),
  from_month int not null,
  reason text not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.benefit_change is '待遇的暂停、恢复与终止：凭证明与审核，自起始月生效';

-- owner: ledger
create table ledger.entitlement_check (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  method text not null,
  result text not null check (result in ('passed', 'failed')),
  checked_day date not null,
  valid_through date not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.entitlement_check is '待遇领取资格认证：方式、结果与有效期';

-- owner: ledger
create table ledger.special_work (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  employer_id bigint,
  work_kind text not null,
  from_month int not null,
  through_month int not null,
  months int not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.special_work is '特殊工种工作年限：经两人依档案、数据库与缴费手册比对认定';

-- owner: ledger
create table ledger.expert_opinion (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  matter text not null,
  conclusion text not null,
  opinion_digest text not null,
  day date not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.expert_opinion is '专家意见：结论与签名意见书之摘要，签字人不在此表';

-- owner: ledger
create table ledger.employer_contact (
  employer_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  contact_person bytea,
  phone bytea,
  email bytea,
  mailing_address bytea,
  postal_code text,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (employer_id, posting_id, ordinal)
);
comment on table ledger.employer_contact is '单位联系方式：即时保存，旧行照存';

-- owner: ledger
create table ledger.succession (
  employer_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  predecessor_id bigint not null,
  from_month int not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (employer_id, posting_id, ordinal)
);
comment on table ledger.succession is '单位承继：合并、分立或改制后，由哪个单位承继';
comment on column ledger.succession.predecessor_id is '被承继的单位';

-- owner: ledger
create table ledger.relief (
  employer_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  relief_kind text not null check (relief_kind in ('reduction', 'writeOff')),
  contribution_month int not null,
  amount bigint not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (employer_id, posting_id, ordinal)
);
comment on table ledger.relief is '减免与核销：经批准的单位事项，只及于单位部分，单位分';
comment on column ledger.relief.document is '批复文号';

-- owner: ledger
create table ledger.bank_deposit (
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  account text not null,
  serial text not null,
  levy_voucher text not null,
  insurance text not null,
  amount bigint not null,
  arrival_day date not null,
  deposit_day date not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (posting_id, ordinal)
);
comment on table ledger.bank_deposit is '专户入账（银行）：与征收、记账三方核对，单位分';
comment on column ledger.bank_deposit.account is '专户账号';
comment on column ledger.bank_deposit.arrival_day is '征收到账之日';
comment on column ledger.bank_deposit.deposit_day is '存入专户之日';

-- owner: ledger
create table ledger.recheck (
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  rechecked_posting bigint not null,
  verdict text not null check (verdict in ('agreed', 'refused')),
  finding text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (posting_id, ordinal)
);
comment on table ledger.recheck is '维护复核：对已存数据的修改，事后再看一遍的结论';
comment on column ledger.recheck.rechecked_posting is '所复核的记账';

create index base_declaration_employer on ledger.base_declaration (employer_id);
create index bank_deposit_voucher on ledger.bank_deposit (levy_voucher);
create index recheck_of on ledger.recheck (rechecked_posting);

do $$
declare t text;
begin
  foreach t in array array['person_alias', 'person_contact', 'person_category', 'base_declaration', 'benefit_change', 'entitlement_check', 'special_work', 'expert_opinion'] loop
    perform ledger.raise_walls(t);
  end loop;
  foreach t in array array['employer_contact', 'succession', 'relief', 'bank_deposit', 'recheck'] loop
    perform ledger.raise_other_walls(t);
  end loop;
end $$;

create policy within_scope on ledger.employer_contact for select to quanyi_app using (employer_id = (select ledger.scope_employer()));
create policy within_scope on ledger.relief for select to quanyi_app using (employer_id = (select ledger.scope_employer()));
create policy within_scope on ledger.succession for select to quanyi_app
  using ((select ledger.scope_employer()) in (employer_id, predecessor_id));
-- 不及于任何人：what the fund's accountants and reviewers read through the gate.
create policy within_scope on ledger.bank_deposit for select to quanyi_app using (true);
create policy within_scope on ledger.recheck for select to quanyi_app using (true);
