-- 账户、会话与授权：who may sign in, who is signed in, and who got which post. Mutable, and holds no facts.

-- owner: access
create table desk.account (
  account_id uuid primary key,
  person_id bigint not null,
  realm text not null check (realm in ('citizen', 'operator', 'staff')),
  login_digest bytea not null,
  state text not null check (state in ('pending', 'active', 'blocked')),
  name bytea,
  password_hash text,
  totp_secret bytea,
  last_totp_step bigint,
  agency text,
  employer_id bigint,
  posts text[] not null default '{}',
  created_at timestamptz(3) not null,
  unique (realm, login_digest),
  unique (person_id, realm)
);
comment on table desk.account is '账户：每一自然人在每一身份域至多一个';
comment on column desk.account.person_id is '自然人，而非账户：岗位互斥、不得兼办均按自然人';
comment on column desk.account.login_digest is '登录名（参保人为社会保障号码）的带钥摘要，明文不入库';
comment on column desk.account.name is '显示姓名（加密）';
comment on column desk.account.password_hash is '密码的 argon2id 散列；激活之前为空';
comment on column desk.account.totp_secret is '动态口令密钥（加密）';
comment on column desk.account.last_totp_step is '最近用过的动态口令步序：同一口令不得再用';
comment on column desk.account.posts is '岗位';

-- owner: access
create table desk.session (
  token_digest bytea primary key,
  session_id uuid not null unique,
  account_id uuid not null,
  person_id bigint not null,
  realm text not null,
  channel text not null,
  started_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null
);
create index session_person on desk.session (person_id, realm);
create index session_account on desk.session (account_id);
comment on table desk.session is '会话：只存令牌的 SM3 摘要，闲置与总时长各有上限';
comment on column desk.session.seen_at is '最近活动时间，至多每半分钟更新一次';
comment on column desk.session.ends_at is '总时长上限';

-- owner: access
create table desk.attempt (
  subject bytea primary key,
  failures int not null,
  wait_until timestamptz(3),
  last_at timestamptz(3) not null
);
comment on table desk.attempt is '尝试计数：跨渠道合计，失败五次后等待时间逐次加倍，至多十五分钟';
comment on column desk.attempt.subject is '身份域与登录名的带钥摘要；不存在的登录名同样计数';

-- owner: access
create table desk.activation (
  account_id uuid primary key,
  code_digest bytea not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
comment on table desk.activation is '激活码：一次有效，逾期作废，只存带钥摘要';

-- owner: access
create table desk.post_grant (
  grant_id uuid primary key,
  account_id uuid not null,
  person_id bigint not null,
  posts text[] not null,
  posts_before text[] not null,
  requested_by bigint not null,
  approved_by bigint not null,
  granted_by bigint not null,
  granted_at timestamptz(3) not null
);
create index post_grant_account on desk.post_grant (account_id, granted_at);
comment on table desk.post_grant is '授权台账：谁申请、谁批准、谁执行，前后岗位';
