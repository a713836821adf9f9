-- 按授权范围收窄的证明：which classes a paper shows; empty for one that shows all there is.
alter table desk.paper add column sections text check (sections <> '');
comment on column desk.paper.sections is '所载类别，以逗号分隔；全载的为空';

-- 限制的解除：the person lifts what was restricted at the person's own request, at any time and without a reason.
-- owner: objections
create table desk.rights_lift (
  request_id uuid primary key,
  raised_as text not null,
  lifted_by bigint not null,
  at timestamptz(3) not null
);
comment on table desk.rights_lift is '限制处理的解除：本人随时可以解除，写下何时';
create trigger append_only_row before update or delete on desk.rights_lift for each row execute function ledger.refuse_change();
create trigger append_only_statement before truncate on desk.rights_lift for each statement execute function ledger.refuse_change();
revoke update, delete on desk.rights_lift from quanyi_app;
grant select, insert on desk.rights_lift to quanyi_app;
-- 去标识的摘录逐人而过，须知谁不愿在其中.
grant select on desk.rights_request, desk.rights_answer, desk.rights_lift to quanyi_verify;
