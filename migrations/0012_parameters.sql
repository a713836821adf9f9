-- 参数变更的试算：审定之前须有恰为此内容的试算；只存汇总，不存何人。

-- owner: collection
create table desk.what_if (
  submission_id uuid not null,
  revision int not null,
  before_digest text not null,
  after_digest text not null,
  asked_by bigint not null,
  done_at timestamptz(3) not null,
  result jsonb not null,
  primary key (submission_id, revision, before_digest, after_digest)
);
comment on table desk.what_if is '参数变更试算：人数、处数、各险种各项目前后合计与分档，不含个人';
comment on column desk.what_if.before_digest is '试算时施行中的参数摘要';
comment on column desk.what_if.after_digest is '照提议改后的参数摘要：两者相合，试算方为此内容之试算';
grant select, insert, update, delete on desk.what_if to quanyi_app;
