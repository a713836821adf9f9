-- 用印的件与本单位的报送逐页列出：已用印的记在报送上，未用印的有索引；各按其先后取一页，不排全部。
alter table desk.submission add column stamped_at timestamptz(3);
comment on column desk.submission.stamped_at is '用印之时；空者尚未用印。用印登记另存，此处只为列出未用印的';
update desk.submission s set stamped_at = u.at from desk.stamp_use u
  where u.case_kind = 'submission' and u.case_id = s.submission_id::text;
create index submission_unstamped on desk.submission (agency, made_at, submission_id) where stamped_at is null;
create index submission_unstamped_kind on desk.submission (agency, kind) where stamped_at is null;
create index submission_of_employer on desk.submission (employer_id, made_at, submission_id);
drop index desk.submission_employer;
