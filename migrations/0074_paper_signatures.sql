-- 文书签名：历来的签名证书，与以文件摘要找到存根的索引。
-- owner: certificates
create table desk.paper_certificate (
  fingerprint bytea primary key,
  certificate bytea not null,
  since timestamptz(3) not null
);
comment on table desk.paper_certificate is '本机构历来用以签署文书的证书；换了证书，旧的仍据此核验';
comment on column desk.paper_certificate.fingerprint is '证书的 SHA-256 指纹';
comment on column desk.paper_certificate.certificate is '证书（DER），公开';
comment on column desk.paper_certificate.since is '何时起用；最近起用的即现行';

grant select, insert on desk.paper_certificate to quanyi_app;
-- `verify --paper` reads the register; what is about a person stands in it encrypted.
grant select on desk.paper_certificate, desk.paper, desk.paper_event to quanyi_verify;

create trigger append_only_row before update or delete on desk.paper_certificate
  for each row execute function desk.refuse_paper_change();
create trigger append_only_statement before truncate on desk.paper_certificate
  for each statement execute function desk.refuse_paper_change();

create index paper_by_file on desk.paper (pdf_digest);
