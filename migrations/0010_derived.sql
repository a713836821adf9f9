-- 待遇、视同、补贴、转移与年度结息：facts that the rules of every insurance rest on, under the same walls as the first.
create function ledger.raise_walls(name text) returns void language plpgsql as $$
begin
  execute format('create trigger append_only_row before update or delete on ledger.%I for each row execute function ledger.refuse_change()', name);
  execute format('create trigger append_only_statement before truncate on ledger.%I for each statement execute function ledger.refuse_change()', name);
  execute format('alter table ledger.%I enable row level security', name);
  execute format('alter table ledger.%I force row level security', name);
  execute format('create policy within_scope on ledger.%I for select to quanyi_app using (person_id = any ((select ledger.scope_persons())::bigint[]))', name);
  execute format('create policy appended on ledger.%I for insert to quanyi_app with check (false)', name);
  execute format('create index %I on ledger.%I using brin (posting_id) with (pages_per_range = 16, autosummarize = on)', name || '_posting', name);
  execute format('grant select on ledger.%I to quanyi_app, quanyi_post, quanyi_verify', name);
  execute format('grant insert on ledger.%I to quanyi_post', name);
end $$;
comment on function ledger.raise_walls is '为一张按人存放的事实表立墙：只增不改、行级权限、块区索引与授权';

-- owner: ledger
create table ledger.subsidy (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  settlement_month int not null,
  contribution_month int not null,
  subsidy_kind text not null check (subsidy_kind in ('government', 'collective', 'onBehalf', 'employment')),
  payer text not null,
  amount bigint not null,
  to_account bigint not null,
  document text not null,
  arrival_day date not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.subsidy is '补贴与代缴（第二条第二项）：政府补贴、集体补助、代缴，单位分';
comment on column ledger.subsidy.payer is '出资方：中央、省、市、县、乡镇、集体或其他';
comment on column ledger.subsidy.to_account is '划入个人账户金额（分）';

-- owner: ledger
create table ledger.deemed_period (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  deemed_kind text not null check (deemed_kind in ('continuousService', 'military', 'publicService', 'hazardousConversion', 'other')),
  from_month int not null,
  through_month int not null,
  months int not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.deemed_period is '视同缴费期间（第二条第四项）：经档案审定，载明起止与依据';
comment on column ledger.deemed_period.months is '视同缴费月数；特殊工种折算另列';
comment on column ledger.deemed_period.document is '档案材料或认定文书编号';

-- owner: ledger
create table ledger.benefit_determination (
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
  item text not null,
  variant text not null,
  event_month int not null,
  periodic boolean not null,
  from_month int not null,
  through_month int,
  amount bigint not null,
  provisional boolean not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.benefit_determination is '待遇核定（第二条第三项）：一项一行，调整另立一行，单位分';
comment on column ledger.benefit_determination.item is '待遇项目 AAA036';
comment on column ledger.benefit_determination.variant is '退休类别、伤残等级等核定所需的类别';
comment on column ledger.benefit_determination.event_month is '发生年月：退休、失业、受伤、生育、死亡';
comment on column ledger.benefit_determination.provisional is '预发：所依参数公布后重算';

-- owner: ledger
create table ledger.benefit_payment (
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
  item text not null,
  pay_month int not null,
  benefit_month int not null,
  amount bigint not null,
  from_account bigint not null,
  batch text not null,
  paid_day date not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.benefit_payment is '待遇支付（第二条第三项）：退回为负行，单位分';
comment on column ledger.benefit_payment.from_account is '由个人账户支出的部分（分）';

-- owner: ledger
create table ledger.transfer (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  insurance text not null,
  direction text not null check (direction in ('in', 'out')),
  month int not null,
  other_area text not null,
  other_agency text not null,
  from_month int not null,
  through_month int not null,
  months int not null,
  to_account bigint not null,
  pooled bigint not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.transfer is '关系转移（第十条）：转入转出的月数与资金，转出后原记录照存';
comment on column ledger.transfer.direction is '转移方向 AAC070：in 转入，out 转出';
comment on column ledger.transfer.to_account is '个人账户储存额转移额（分）';
comment on column ledger.transfer.pooled is '统筹基金转移额（分）';

-- owner: ledger
create table ledger.life_event (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  event text not null check (event in ('death', 'settledAbroad')),
  day date not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.life_event is '生存与去向：死亡、出国（境）定居';

-- owner: ledger
create table ledger.account_close (
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
  opening bigint not null,
  credits bigint not null,
  interest_on_opening bigint not null,
  interest_on_credits bigint not null,
  paid_out bigint not null,
  interest_on_paid bigint not null,
  moved_in bigint not null,
  moved_out bigint not null,
  closing bigint not null,
  rate int not null,
  provisional boolean not null,
  closed_after int,
  paid_months int not null,
  total_months int not null,
  input_size bigint not null,
  input_policy text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.account_close is '年度结息：一人一账户一年，推导而得、封签存档；迟到的事实另成新行，旧行不改';
comment on column ledger.account_close.rate is '记账利率（百万分之一）';
comment on column ledger.account_close.provisional is '暂用利率：公布后重算';
comment on column ledger.account_close.closed_after is '账户于年内终止的月份';
comment on column ledger.account_close.paid_months is '本年实缴月数';
comment on column ledger.account_close.total_months is '截至本年末累计实缴月数';
comment on column ledger.account_close.input_size is '所依据的树的大小：其前的记账均已计入';
comment on column ledger.account_close.input_policy is '所依据的参数摘要';

do $$
declare t text;
begin
  foreach t in array array['subsidy','deemed_period','benefit_determination','benefit_payment','transfer','life_event','account_close'] loop
    perform ledger.raise_walls(t);
  end loop;
end $$;
