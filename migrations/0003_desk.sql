-- 工作台：草稿、会话、计数、包裹后的密钥。Mutable, and holds no facts.
create schema desk;
comment on schema desk is '工作台：草稿、会话、计数与包裹后的密钥，可变，不存事实';
create schema archive;
comment on schema archive is '原始资料目录';

-- owner: ledger
create table desk.person_key (
  person_id bigint primary key,
  wrapped bytea not null,
  wrapping_epoch smallint not null
);
comment on table desk.person_key is '个人数据密钥：以主密钥包裹，明文从不入库';

-- owner: ledger
create table desk.identity (
  digest bytea primary key,
  person_id bigint not null,
  document_type text not null
);
create index identity_person on desk.identity (person_id);
comment on table desk.identity is '证件号码的带钥摘要到自然人：一个自然人可有多份证件';

-- owner: ledger
create table desk.name_gram (
  person_id bigint not null,
  gram bytea not null,
  primary key (person_id, gram)
);
create index name_gram_gram on desk.name_gram (gram);
comment on table desk.name_gram is '姓名相邻两字的带钥摘要，供检索';

-- owner: archive
create table archive.document (
  document_id uuid primary key,
  digest bytea not null,
  size bigint not null,
  media_type text not null,
  kind text not null,
  retention text,
  voucher_id uuid,
  agency text not null,
  received_at timestamptz(3) not null
);
create index document_digest on archive.document (digest);
create index document_voucher on archive.document (voucher_id);
comment on table archive.document is '原始资料：正文加密存于库外，此处存摘要、大小、类型与保管期限';
comment on column archive.document.digest is '明文 SM3 摘要之带钥摘要：同一文件再次送达即可识别';
