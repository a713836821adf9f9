-- 变更姓名或号码时，索引随事实一起改：the posting alone may say anew which name stands beside a number.
grant update (name_digest) on desk.identity to quanyi_post;
