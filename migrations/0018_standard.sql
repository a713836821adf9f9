-- 采集标准的版次、联系方式变更与待发的告知。Mutable work of the desk; the facts are not here.
alter table desk.revision add column standard text;
comment on column desk.revision.standard is '采集时所据的采集标准：版次与摘要；标准其后修改的，已采集的照旧';

-- owner: collection
create table desk.contact_change (
  submission_id uuid primary key,
  person_id bigint,
  employer_id bigint,
  channel text not null check (channel in ('form', 'citizen', 'employer', 'kiosk')),
  shown_in_person boolean not null,
  address_changed boolean not null,
  before bytea not null,
  day date not null,
  at timestamptz(3) not null,
  check ((person_id is null) <> (employer_id is null))
);
create index contact_change_person on desk.contact_change (person_id, at) where person_id is not null;
create index contact_change_employer on desk.contact_change (employer_id, at) where employer_id is not null;
comment on table desk.contact_change is '联系方式变更：经何渠道、地址是否有变、是否本人当面出示证件；新的地址须满一定天数才用来寄送';
comment on column desk.contact_change.before is '变更前的联系方式（加密）';

-- owner: collection
create table desk.outgoing_note (
  note_id uuid primary key,
  submission_id uuid not null,
  route text not null check (route in ('sms', 'email', 'post')),
  address bytea not null,
  body bytea not null,
  made_at timestamptz(3) not null,
  sent_at timestamptz(3)
);
create index outgoing_note_waiting on desk.outgoing_note (made_at) where sent_at is null;
comment on table desk.outgoing_note is '待发的告知：变更之后发往原来的联系方式，由短信或邮件网关取走';
comment on column desk.outgoing_note.address is '发往何处（加密）';

grant select, insert, update, delete on desk.contact_change, desk.outgoing_note to quanyi_app;
