-- 异议的每一步以何岗位办理：本人看得见是哪个机构的哪个岗位办的，姓名只给经办看。
alter table desk.objection_step add column posts text not null default '';
comment on column desk.objection_step.posts is '办这一步的人当时所任岗位，逗号分隔；本人与系统的步没有';
