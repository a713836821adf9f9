-- 待遇享受证明；以及每份证明所用的版式。
alter table desk.paper drop constraint paper_form_check;
alter table desk.paper add constraint paper_form_check check (form in ('statement', 'contributionProof', 'benefitProof'));
comment on column desk.paper.form is '证明种类：statement 权益记录单，contributionProof 参保缴费证明，benefitProof 待遇享受证明';

alter table desk.paper add column template_digest bytea;
comment on column desk.paper.template_digest is '所用版式的 SM3 摘要；此列之前出具的为空';
