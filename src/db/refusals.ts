import { refusal } from '../kernel/refusal.js'

/** 数据库不能用的几种情形：说清哪一个、为什么、怎么办。 */
export const otherPassword = refusal<{ home: string }>(
  'database.other-password',
  'conflict',
  ({ home }) =>
    `“${home}”里的数据库不认这里的口令：数据与密钥不是一套。请放回与它同一套的密钥文件（keys/keys.json 的备份），或用 QUANYI_HOME 另指存放处。`,
  ({ home }) =>
    `The database in “${home}” does not take the password kept here: data and keys are not of one set. Put back the keys file (keys/keys.json) saved with it, or name another place by QUANYI_HOME.`,
)

export const didNotStart = refusal<{ home: string; said: string }>(
  'database.did-not-start',
  'conflict',
  ({ home, said }) =>
    `“${home}”里自带的 PostgreSQL 没有启动起来。它说：${said}。请照它所说的处理（常见的是磁盘已满、目录不可写、内存不足），再试一次。`,
  ({ home, said }) =>
    `The PostgreSQL in “${home}” did not start. It said: ${said}. Mend what it names (often a full disk, a folder that cannot be written, too little memory) and try again.`,
)

export const databaseTooOld = refusal<{ version: string }>(
  'database.too-old',
  'conflict',
  ({ version }) =>
    `数据库是 PostgreSQL ${version}，quanyi 需要 15 或更新。请升级数据库，或换一个地址（DATABASE_URL）。`,
  ({ version }) =>
    `The database is PostgreSQL ${version}; quanyi needs 15 or newer. Upgrade it or name another by DATABASE_URL.`,
)

export const otherMigrations = refusal<{ file: string }>(
  'database.other-migrations',
  'conflict',
  ({ file }) =>
    `这个数据库执行过的迁移“${file}”与本版本所带的不同：数据库出自另一版本。请用建库时的那一版或它之后的正式版本启动；示例市可删除存放处重来。`,
  ({ file }) =>
    `The migration “${file}” this database has run differs from the one shipped here: it belongs to another version. Start with the release that made it or a later one; the demo's home may be removed and made anew.`,
)
