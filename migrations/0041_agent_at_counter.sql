-- 窗口代为查询：代理人当面到场，前台核验其证件后，在这一次查询里以授权所开为限。

alter table desk.session add column acting_agent bigint;
comment on column desk.session.acting_agent is '窗口代为查询时到场的代理人；其依据每次请求重查';

alter table desk.identity_check drop constraint identity_check_purpose_check;
alter table desk.identity_check add constraint identity_check_purpose_check
  check (purpose in ('activation', 'reset', 'queryPassword', 'agentQuery'));
