import { refusal } from '../kernel/refusal.js'

/** 命令行与机器之间的不予办理情形：每一句先说哪里不对，再说怎么办；不印口令。 */
export const wrongOption = refusal<{ command: string; said: string }>(
  'command.wrong-option',
  'invalid',
  ({ command, said }) => `quanyi ${command} 不认得“${said}”，或它缺了值。运行 quanyi ${command} --help 看怎样写。`,
  ({ command, said }) =>
    `quanyi ${command} does not know “${said}”, or it lacks its value. Run quanyi ${command} --help.`,
)

export const unreadableSetting = refusal<{ name: string; like: string }>(
  'settings.unreadable',
  'invalid',
  ({ name, like }) => `环境变量 ${name} 读不懂，应写成如 ${like}。请改正或去掉它，再试一次。`,
  ({ name, like }) => `The environment variable ${name} cannot be read; write it like ${like}, or remove it.`,
)

export const nothingHere = refusal<{ home: string }>(
  'start.nothing-here',
  'missing',
  ({ home }) =>
    `“${home}”里还没有装过 quanyi，没有什么可核验或重算的。看示例市请加 --demo；在别处请用 QUANYI_HOME 指明；新装请先运行 quanyi migrate。`,
  ({ home }) =>
    `No quanyi has been set up in “${home}”, so there is nothing to check. Add --demo for the demo city, name another place by QUANYI_HOME, or run quanyi migrate first.`,
)

export const notMigrated = refusal<{ where: string }>(
  'start.not-migrated',
  'conflict',
  ({ where }) => `数据库 ${where} 里还没有建 quanyi 的表，或不是最新的。请先运行 quanyi migrate，再试一次。`,
  ({ where }) => `The database ${where} has no tables of quanyi yet, or not the newest. Run quanyi migrate first.`,
)

export const keysMissing = refusal<{ path: string }>(
  'start.keys-missing',
  'missing',
  ({ path }) =>
    `这里已有数据库，却没有密钥文件“${path}”。没有它，密文读不出、封签验不了；不会另生成一份。请从密钥的备份放回这个文件（权限 0600）。`,
  ({ path }) =>
    `There is a database here but no keys file “${path}”; nothing can be read without it, and no new one is made. Put it back from the backup of the keys (mode 0600).`,
)

export const keysUnreadable = refusal<{ path: string }>(
  'start.keys-unreadable',
  'invalid',
  ({ path }) => `密钥文件“${path}”已损坏，读不出来。请从密钥的备份放回它（权限 0600），不要修改或重新生成。`,
  ({ path }) =>
    `The keys file “${path}” is damaged. Put it back from the backup of the keys (mode 0600); do not edit it or make a new one.`,
)

export const otherHome = refusal<{ where: string }>(
  'start.other-home',
  'conflict',
  ({ where }) =>
    `数据库 ${where} 属于另一个存放处：它的登录角色不认这里的口令。请用与它同一套的 QUANYI_HOME，或改 DATABASE_URL。密钥确是这一套、只是口令被人改过的，请数据库管理员对 quanyi_app、quanyi_post、quanyi_verify 各执行 alter role … password null，再试一次。`,
  ({ where }) =>
    `The database ${where} belongs to another home: its roles do not take the passwords kept here. Use the QUANYI_HOME of its own set, or another DATABASE_URL. If the keys are the right ones and only the passwords were changed, have the database administrator run “alter role … password null” for quanyi_app, quanyi_post and quanyi_verify and try again.`,
)

export const databaseAddress = refusal(
  'database.address',
  'invalid',
  () =>
    'DATABASE_URL 读不懂，应写成 postgres://用户:口令@主机:5432/库名；口令里的 @ : / 等要写成 %40 %3A %2F。不设它即用自带的数据库。',
  () =>
    'DATABASE_URL cannot be read; write postgres://user:password@host:5432/name, with @ : / of the password as %40 %3A %2F. Without it the built-in database is used.',
)

export const databaseUnreachable = refusal<{ where: string }>(
  'database.unreachable',
  'conflict',
  ({ where }) =>
    `连不上数据库 ${where}：没有应答，或正在启停。请看它是否在运行、地址与端口对不对、防火墙放不放行，再试一次。`,
  ({ where }) =>
    `The database ${where} does not answer, or is starting or stopping. See that it runs, that address and port are right and the firewall lets it through, and try again.`,
)

export const databasePassword = refusal<{ where: string }>(
  'database.password',
  'denied',
  ({ where }) =>
    `数据库 ${where} 不接受这个用户或口令（也可能是 pg_hba.conf 不容许）。请核对 DATABASE_URL 里的用户与口令。`,
  ({ where }) =>
    `The database ${where} does not accept this user or password (or pg_hba.conf does not allow it). Check them in DATABASE_URL.`,
)

export const databaseMissing = refusal<{ where: string }>(
  'database.missing',
  'missing',
  ({ where }) => `没有数据库 ${where}。请让数据库管理员先建好（编码 UTF8），或核对 DATABASE_URL 末尾的库名。`,
  ({ where }) =>
    `There is no database ${where}. Have it created first (encoding UTF8), or check the name at the end of DATABASE_URL.`,
)

export const databaseRights = refusal<{ where: string; said: string }>(
  'database.rights',
  'denied',
  ({ where, said }) =>
    `数据库 ${where} 的这个用户权限不够：${said}。迁移要用能建角色、能切换到 quanyi_owner 的用户（见 docs/operations.md“数据库”）。`,
  ({ where, said }) =>
    `This user of the database ${where} lacks a right: ${said}. Migrating takes one who may create roles and become quanyi_owner (see docs/operations.md).`,
)

export const databaseBusy = refusal<{ where: string }>(
  'database.busy',
  'conflict',
  ({ where }) => `数据库 ${where} 的连接已用完。请停下多余的程序，或调大 max_connections，再试一次。`,
  ({ where }) => `The database ${where} has no connection left. Stop what is not needed or raise max_connections.`,
)

export const databaseSaid = refusal<{ where: string; said: string; code: string }>(
  'database.said',
  'conflict',
  ({ where, said, code }) => `连接数据库 ${where} 时它答复：${said}（${code}）。请照它所说的处理，再试一次。`,
  ({ where, said, code }) => `The database ${where} answered: ${said} (${code}). Mend what it names and try again.`,
)

export const diskFull = refusal<{ where: string }>(
  'machine.disk-full',
  'conflict',
  ({ where }) =>
    `磁盘已满，写不进“${where}”。请腾出空间，或用 QUANYI_HOME 指到另一块磁盘，再试一次；已写成的不受影响。`,
  ({ where }) =>
    `The disk is full: “${where}” cannot be written. Free some space or name another disk by QUANYI_HOME; what was written stands.`,
)

export const notWritable = refusal<{ where: string }>(
  'machine.not-writable',
  'denied',
  ({ where }) =>
    `不能读写“${where}”：没有权限，或所在的磁盘只读。请用拥有它的系统用户运行，或用 QUANYI_HOME 指到可写的目录。`,
  ({ where }) =>
    `“${where}” cannot be read or written: no permission, or a read-only disk. Run as the user who owns it, or name a folder that can be written by QUANYI_HOME.`,
)

export const notAFolder = refusal<{ where: string }>(
  'machine.not-a-folder',
  'invalid',
  ({ where }) => `“${where}”不是目录，或上一级不存在，不能在那里存放。请核对 QUANYI_HOME 与所给的路径。`,
  ({ where }) => `“${where}” is no folder, or what it lies in does not exist. Check QUANYI_HOME and the path given.`,
)

export const portTaken = refusal<{ where: string }>(
  'machine.port-taken',
  'conflict',
  ({ where }) =>
    `端口 ${where} 已有程序在用（也许是先前启动的 quanyi）。请停下它，或用 PORT、STAFF_PORT 另指端口，如 PORT=8090 STAFF_PORT=8091。`,
  ({ where }) =>
    `The port ${where} is in use (perhaps by a quanyi started before). Stop it, or choose others: PORT=8090 STAFF_PORT=8091.`,
)

export const portDenied = refusal<{ where: string }>(
  'machine.port-denied',
  'denied',
  ({ where }) => `不能在 ${where} 上开端口：地址不是这台机器的，或端口要更高的权限。请核对 HOST、PORT、STAFF_PORT。`,
  ({ where }) =>
    `No port can be opened on ${where}: the address is not of this machine, or the port takes higher rights. Check HOST, PORT and STAFF_PORT.`,
)

export const treesDamaged = refusal<{ said: string }>(
  'start.trees-damaged',
  'conflict',
  ({ said }) =>
    `存证树的文件与签过名的不符，不能打开：${said}。请停下来，照原样保全数据与树，交稽核内控；不要修，不要删。`,
  ({ said }) =>
    `The files of a tree are not what was signed and are not opened: ${said}. Stop, keep data and trees as they are and tell internal control; repair and remove nothing.`,
)

export const interrupted = refusal<{ asked: string }>(
  'command.no-answer',
  'invalid',
  ({ asked }) =>
    `没有读到${asked}，命令没有办理。请在终端里输入，或用环境变量 QUANYI_LOGIN、QUANYI_PASSWORD、QUANYI_CODE 给出。`,
  ({ asked }) =>
    `${asked} was not given; nothing was done. Type it at the terminal, or give QUANYI_LOGIN, QUANYI_PASSWORD and QUANYI_CODE.`,
)

export const serverUnreachable = refusal<{ url: string }>(
  'command.server-unreachable',
  'conflict',
  ({ url }) =>
    `连不上经办服务 ${url}。请先启动 quanyi serve（或 demo），或用 --url 指明经办端的地址，如 --url http://127.0.0.1:8081。`,
  ({ url }) =>
    `The staff server ${url} does not answer. Start quanyi serve (or demo) first, or name its address: --url http://127.0.0.1:8081.`,
)
