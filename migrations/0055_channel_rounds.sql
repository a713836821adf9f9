-- 渠道：按期告知的通知做到哪里；各渠道内容比对连同两处的值。

-- owner: channels
create table desk.notice_round (
  name text primary key check (name in ('arrears', 'entitlement', 'statement')),
  key text not null,
  after_person bigint not null,
  ended boolean not null
);
comment on table desk.notice_round is '按期的通知：每到一期（缴费期限已过的一个月、认证的一个月、结息的一年），逐个核实过号码的人看一遍';
comment on column desk.notice_round.key is '这一轮所为的月份或年度';
comment on column desk.notice_round.after_person is '已看到的个人编号：中断之后由其后继续';
grant select, insert, update on desk.notice_round to quanyi_app;

comment on table desk.channel_comparison is '同一内容各渠道比对：抽样的人数、所比的数；不同的逐项指明渠道、项目与两处的值';
