-- 资料所载日期：from it to the day of entry the delay of collecting is measured.
alter table desk.intake add column document_day date;
comment on column desk.intake.document_day is '资料所载日期，受理人照原件所填；不填即以受理之日为准';
alter table desk.revision add column document_day date;
comment on column desk.revision.document_day is '资料所载日期；空的以实际受理之日、网上申报之日为准';
create index revision_submitted on desk.revision (submitted_at) where submitted_at is not null;
