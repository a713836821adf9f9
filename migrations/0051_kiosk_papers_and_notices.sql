-- 自助终端出具证明：同一份可再打印，须先说明上一次没有打出来；证明写明所证的期间。

alter table desk.paper add column from_month text check (from_month ~ '^\d{4}-\d{2}$'),
  add column through_month text check (through_month ~ '^\d{4}-\d{2}$');
comment on column desk.paper.from_month is '参保缴费证明所证期间的起始月';
comment on column desk.paper.through_month is '参保缴费证明所证期间的终止月';

alter table desk.kiosk_print add column attempt int not null default 1 check (attempt >= 1);
alter table desk.kiosk_print drop constraint kiosk_print_pkey;
alter table desk.kiosk_print add primary key (serial, attempt);
comment on table desk.kiosk_print is '自助终端打印：逐次计数；上一次没有说明打印失败的，同一编号不再打印';
comment on column desk.kiosk_print.attempt is '第几次送打印';

alter table desk.kiosk_terminal add column refilled_at timestamptz(3);
comment on column desk.kiosk_terminal.refilled_at is '最近一次加纸、查看打印机；此前的打印失败不再计';

-- owner: channels
create table desk.kiosk_print_failure (
  serial text not null,
  attempt int not null,
  terminal_id uuid not null,
  session_id uuid not null,
  person_id bigint not null,
  told_at timestamptz(3) not null,
  primary key (serial, attempt)
);
comment on table desk.kiosk_print_failure is '打印失败：本人在终端上说明这一次没有打出来；有此一行，同一编号才可再打印';

grant select, insert on desk.kiosk_print_failure to quanyi_app;

-- owner: channels
create table desk.sms_choice (
  person_id bigint not null,
  topic text not null,
  wanted boolean not null,
  chosen_at timestamptz(3) not null,
  primary key (person_id, topic)
);
comment on table desk.sms_choice is '短信通知的选择：本人要哪几类，不要哪几类；没有选的依默认，安全提醒不可不要';

-- owner: access
create table desk.known_device (
  account_id uuid not null,
  device_digest bytea not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (account_id, device_digest)
);
comment on table desk.known_device is '登录过的浏览器：只存浏览器所持随机凭据的摘要，用来认出新的';

grant select, insert, update on desk.sms_choice, desk.known_device to quanyi_app;
