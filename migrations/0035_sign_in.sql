-- 公众端的登录：实名激活的核验、信函领码、通行密钥、外部身份平台、查询密码、登录提醒。

alter table desk.account add column totp_pending bytea;
comment on column desk.account.totp_pending is '正在开通、尚未以一个口令证实的动态口令密钥（加密）';

alter table desk.session add column way text not null default 'password'
  check (way in ('password', 'passkey', 'oidc', 'card'));
alter table desk.session add column address bytea;
comment on column desk.session.way is '登录的方式';
comment on column desk.session.address is '登录时的网络地址（加密）';

-- owner: access
create table desk.identity_check (
  check_id uuid primary key,
  person_id bigint not null,
  realm text not null,
  purpose text not null check (purpose in ('activation', 'reset', 'queryPassword')),
  way text not null check (way in ('handover', 'mail', 'card')),
  paper_kind text not null,
  paper_digest bytea not null,
  valid_until date,
  method text not null,
  employer_proof bytea,
  checked_by bigint not null,
  agency text not null,
  at timestamptz(3) not null
);
create index identity_check_person on desk.identity_check (person_id, at);
comment on table desk.identity_check is '身份核验：发码、重置之前，谁以何种方式核验了何种证件；只增';
comment on column desk.identity_check.paper_digest is '证件号码的带钥摘要';
comment on column desk.identity_check.valid_until is '证件有效期；长期有效的为空';
comment on column desk.identity_check.employer_proof is '单位的证明：种类与编号（加密），单位经办人用';
comment on column desk.identity_check.checked_by is '核验人；本人以读卡器自办的为本人';

-- owner: access
create table desk.letter_request (
  request_id uuid primary key,
  login_digest bytea not null,
  number bytea not null,
  name bytea not null,
  requested_by bigint not null,
  check_id uuid,
  asked_at timestamptz(3) not null,
  done_at timestamptz(3),
  outcome text check (outcome in ('sent', 'unknown', 'noAddress', 'tooSoon', 'blocked'))
);
create index letter_request_open on desk.letter_request (asked_at) where done_at is null;
create index letter_request_login on desk.letter_request (login_digest, asked_at);
comment on table desk.letter_request is '信函领码的请求：有无其人都同样收下，由后台办理；码只印在信上，库中只有摘要';
comment on column desk.letter_request.number is '所填的社会保障号码（加密），办结即清空';
comment on column desk.letter_request.name is '所填的姓名（加密），办结即清空';

-- owner: access
create table desk.passkey (
  credential_id text primary key,
  account_id uuid not null,
  person_id bigint not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name bytea not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index passkey_account on desk.passkey (account_id);
comment on table desk.passkey is '通行密钥：只存公钥；使用须在设备上验证本人';
comment on column desk.passkey.counter is '签名计数：倒退的即为复制品，不予登录';
comment on column desk.passkey.name is '本人起的名字（加密）';

-- owner: access
create table desk.challenge (
  digest bytea primary key,
  purpose text not null,
  account_id uuid,
  body bytea not null,
  expires_at timestamptz(3) not null
);
create index challenge_expires on desk.challenge (expires_at);
comment on table desk.challenge is '一次性的挑战：通行密钥与外部身份平台的往来各凭一个，用过即删，逾期作废';

-- owner: access
create table desk.oidc_link (
  issuer text not null,
  subject_digest bytea not null,
  account_id uuid not null,
  person_id bigint not null,
  linked_at timestamptz(3) not null,
  primary key (issuer, subject_digest),
  unique (issuer, account_id)
);
comment on table desk.oidc_link is '外部身份平台上的用户与本系统账户的对应';

-- owner: access
create table desk.query_password (
  person_id bigint primary key,
  password_hash text not null,
  set_at timestamptz(3) not null
);
comment on table desk.query_password is '查询密码：热线用的六位数字，只存 argon2id 散列，由本人设定，任何人不得查看';

-- owner: access
create table desk.sign_in_note (
  account_id uuid not null,
  note_id uuid not null,
  at timestamptz(3) not null,
  outcome text not null check (outcome in ('done', 'failed')),
  channel text not null,
  way text not null,
  address bytea not null,
  primary key (account_id, note_id)
);
comment on table desk.sign_in_note is '登录提醒：每个账户近来的登录与失败，供本人查看；没有其人的也同样记一笔，时间上看不出差别';

grant select, insert on desk.identity_check to quanyi_app;
grant select, insert, update on desk.letter_request to quanyi_app;
grant select, insert, update, delete on desk.passkey, desk.challenge, desk.oidc_link, desk.query_password, desk.sign_in_note to quanyi_app;
