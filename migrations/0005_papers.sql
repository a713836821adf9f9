-- 书面证明：权益记录单与参保缴费证明的存根。What was issued stays as issued; what happens to it later is written beside it.
create function desk.refuse_paper_change() returns trigger language plpgsql as $$
begin
  raise exception '只增不改：% 不得 %', tg_table_schema || '.' || tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
comment on function desk.refuse_paper_change is '已出具的证明及其事件只增不改';

-- owner: certificates
create table desk.paper (
  person_id bigint not null,
  paper_id uuid not null,
  form text not null check (form in ('statement', 'contributionProof')),
  area text not null,
  agency text not null,
  year int,
  serial text not null,
  issued_at timestamptz(3) not null,
  issued_by bigint not null,
  valid_until date not null,
  second_fact bytea not null,
  content_digest bytea not null,
  pdf_digest bytea not null,
  tree_size bigint not null,
  tree_root bytea not null,
  shown bytea not null,
  pdf bytea not null,
  primary key (person_id, paper_id)
);
alter table desk.paper alter column pdf set storage external;
comment on table desk.paper is '已出具的证明之存根：正文加密保存，核验以此为准（第十五条第二款）';
comment on column desk.paper.form is '证明种类：statement 权益记录单（城镇职工），contributionProof 参保缴费证明';
comment on column desk.paper.year is '所记年度；不按年度者为空';
comment on column desk.paper.serial is '流水号：机构六位、年度四位、序号八位、校验一位';
comment on column desk.paper.issued_by is '出具者：自然人编号；本人自助出具时即本人';
comment on column desk.paper.valid_until is '核验有效期的最后一日，按证明种类与统筹区设定';
comment on column desk.paper.second_fact is '证件号码末四位的带钥摘要，逐证不同';
comment on column desk.paper.content_digest is '所印内容的 SM3 摘要（印于纸面）';
comment on column desk.paper.pdf_digest is '存根 PDF 明文的 SM3 摘要';
comment on column desk.paper.tree_size is '出具时事实之树的叶数';
comment on column desk.paper.tree_root is '出具时事实之树的根';
comment on column desk.paper.shown is '核验通过后可示人的内容（脱敏姓名、机构名称等，加密）';
comment on column desk.paper.pdf is '存根 PDF（加密；密文不可压缩，故不压缩）';

-- owner: certificates
create table desk.paper_code (
  digest bytea primary key,
  way text not null check (way in ('code', 'qr')),
  person_id bigint not null,
  paper_id uuid not null
);
comment on table desk.paper_code is '校验码与二维码的带钥摘要到证明；明文从不入库';

-- owner: certificates
create table desk.paper_event (
  person_id bigint not null,
  paper_id uuid not null,
  event_id uuid not null,
  kind text not null check (kind in ('laterChanged', 'replaced', 'withdrawn')),
  at timestamptz(3) not null,
  by_person bigint not null,
  reason text not null,
  primary key (person_id, paper_id, event_id)
);
comment on table desk.paper_event is '证明出具之后的事件：所记内容后有更正、已换发、已撤回';
comment on column desk.paper_event.reason is '事由：凭证或案件编号，换发时为新证明的流水号';

-- owner: certificates
create table desk.paper_serial (
  agency text not null,
  year int not null,
  last bigint not null,
  primary key (agency, year)
);
comment on table desk.paper_serial is '流水号的计数：逐机构逐年，成批领取，不求连续';

-- owner: certificates
create table desk.paper_attempt (
  subject bytea not null,
  window_start timestamptz(3) not null,
  window_end timestamptz(3) not null,
  attempts int not null,
  primary key (subject, window_start)
);
create index paper_attempt_end on desk.paper_attempt (window_end);
comment on table desk.paper_attempt is '核验次数：逐校验码、逐来源地址计，过时即清';
comment on column desk.paper_attempt.subject is '校验码或来源地址的带钥摘要';

-- A trigger holds where grants on the whole schema would let the application change a stub. Citus carries row triggers
-- on reference and local tables only: distributed, the seals in second_fact, content_digest and pdf_digest remain.
do $$
declare t text;
begin
  foreach t in array array['paper', 'paper_code', 'paper_event'] loop
    execute format('create trigger append_only_row before update or delete on desk.%I for each row execute function desk.refuse_paper_change()', t);
    execute format('create trigger append_only_statement before truncate on desk.%I for each statement execute function desk.refuse_paper_change()', t);
  end loop;
end $$;
