import { type Asking, formOf } from './visitor.js'

/** 来人与其所在的端口。Staff roles stand at the staff listener; `…-elsewhere` carries its cookie to the other one. */
export type Who =
  | ('none' | 'citizen' | 'operator' | 'other-operator' | 'staff-elsewhere' | 'citizen-as-staff')
  | ('none-at-desk' | 'desk' | 'first' | 'supervisor' | 'sysadmin' | 'citizen-elsewhere')

/** 现成的真号：a real submission of another employer, a real row of somebody else, and so on. */
export interface RealIds {
  readonly submission: string
  readonly posting: string
  readonly ordinal: number
  readonly person: string
  readonly westPerson: string
  readonly serial: string
  readonly staffLogin: string
  readonly employerId: string
  readonly identityNumber: string
}

/** 坏请求：谁来，怎么个坏法，发的什么，应当以什么状态与名目拒绝。 */
export type BadRequest = readonly [who: Who, what: string, ask: (ids: RealIds) => Asking, status: number, code: string]

const get =
  (path: string | ((ids: RealIds) => string), headers?: Asking['headers']) =>
  (ids: RealIds): Asking => ({ path: typeof path === 'string' ? path : path(ids), ...(headers && { headers }) })
const post =
  (path: string | ((ids: RealIds) => string), body: unknown, headers?: Asking['headers']) =>
  (ids: RealIds): Asking => ({
    ...{ method: 'POST', path: typeof path === 'string' ? path : path(ids), body },
    ...(headers && { headers }),
  })
const JSON_TYPE = { 'content-type': 'application/json' }
const raw = (path: string, text: string, headers: Asking['headers'] = JSON_TYPE) => post(path, text, headers)
const search = (change: object) =>
  post('/api/persons/search', { name: '李晓萍', birthDate: '1990-02-28', purpose: '核对', ...change })
const upload = (form: () => FormData) => (): Asking => ({ method: 'POST', path: '/api/filings', body: form() })
const CSV = Buffer.from('社会保障号码,姓名,缴费工资\n')
const own = (form: (form: FormData) => void) => () => {
  const made = formOf('甲.csv', CSV, { settlementMonth: '2019-10' })
  form(made)
  return made
}
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=b' }
const partial = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n社会'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const correction = (change: object) =>
  post('/api/desk/corrections', {
    ...{ personId: '1', factKind: 'due', posting: '1', ordinal: 0, reason: 'entryError', explanation: '试一试看' },
    ...change,
  })
const person = (change: object) =>
  post('/api/desk/persons', {
    ...{ identityNumber: '110101196501129991', fullName: '沈秋禾', insurances: ['110'], fromMonth: '2019-10' },
    ...change,
  })

export const BAD_REQUESTS: readonly BadRequest[] = [
  // 会话
  ['none', '没有会话', get('/api/my/record'), 401, 'session.missing'],
  ['none', '编造的令牌', get('/api/my/record', { cookie: `quanyi-citizen=${'A'.repeat(43)}` }), 401, 'session.expired'],
  ['none', '令牌是一句 SQL', get('/api/my/record', { cookie: "quanyi-citizen=' or 1=1 --" }), 401, 'session.expired'],
  ['none', '令牌极长', get('/api/my/record', { cookie: `quanyi-citizen=${'A'.repeat(9000)}` }), 401, 'session.expired'],
  ['citizen', '参保人到单位的地址', get('/api/filings'), 401, 'session.missing'],
  ['citizen-as-staff', '参保人的令牌充作经办的', get('/api/desk/inbox'), 401, 'session.expired'],
  ['citizen-elsewhere', '参保人到经办端口', get('/api/desk/inbox'), 401, 'session.missing'],
  ['staff-elsewhere', '经办人员到公众端口', get('/api/my/record'), 401, 'session.missing'],
  ['none', '经办的地址不在公众端口', get('/api/desk/inbox'), 404, 'request.no-such-address'],
  ['desk', '公众的地址不在经办端口', get('/api/my/record'), 404, 'request.no-such-address'],
  [
    'none',
    '在公众端口登录经办',
    (ids) => ({ ...post('/api/sign-in', { realm: 'staff', login: ids.staffLogin, password: 'x' })(ids) }),
    401,
    'session.missing',
  ],
  [
    'none',
    '密码不对',
    (ids) => post('/api/sign-in', { realm: 'citizen', login: ids.serial, password: '不对' })(ids),
    401,
    'sign-in.failed',
  ],
  [
    'none',
    '登录名含 NUL',
    post('/api/sign-in', { realm: 'citizen', login: 'a\0b', password: 'x' }),
    400,
    'request.unstorable-text',
  ],
  [
    'none',
    '登录名是半个字',
    raw('/api/sign-in', '{"realm":"citizen","login":"\\ud842","password":"x"}'),
    400,
    'request.unstorable-text',
  ],
  [
    'none',
    '激活码不对',
    post('/api/activation', { realm: 'citizen', login: 'x', code: 'y', password: 'Long-enough-words' }),
    403,
    'activation.failed',
  ],
  // 跨站
  [
    'citizen',
    '别处的页面',
    post('/api/my/statements', { year: 2019 }, { origin: 'https://evil.example' }),
    403,
    'csrf.missing',
  ],
  ['citizen', '来源为 null', post('/api/my/statements', { year: 2019 }, { origin: 'null' }), 403, 'csrf.missing'],
  ['citizen', '令牌不对', post('/api/my/statements', { year: 2019 }, { 'x-quanyi-csrf': 'A' }), 403, 'csrf.missing'],
  ['citizen', '没有令牌', post('/api/my/statements', { year: 2019 }, { 'x-quanyi-csrf': '' }), 403, 'csrf.missing'],
  [
    'none',
    '别处的页面来登录',
    post('/api/sign-in', { realm: 'citizen', login: 'x', password: 'y' }, { origin: 'https://evil.example' }),
    403,
    'csrf.missing',
  ],
  // 内容
  [
    'citizen',
    '不是 JSON',
    raw('/api/my/statements', 'year=2019', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'request.unreadable',
  ],
  [
    'citizen',
    '说是文字',
    raw('/api/my/statements', '{"year":2019}', { 'content-type': 'text/plain' }),
    400,
    'request.malformed',
  ],
  [
    'citizen',
    'XML',
    raw('/api/my/statements', '<year>2019</year>', { 'content-type': 'application/xml' }),
    415,
    'request.unreadable',
  ],
  ['citizen', '残缺的 JSON', raw('/api/my/statements', '{"year":'), 400, 'request.unreadable'],
  ['citizen', '空的 JSON', raw('/api/my/statements', ''), 400, 'request.unreadable'],
  ['citizen', '只有 null', raw('/api/my/statements', 'null'), 400, 'request.malformed'],
  ['citizen', '是个列表', raw('/api/my/statements', '[2019]'), 400, 'request.malformed'],
  [
    'citizen',
    '__proto__',
    raw('/api/my/statements', '{"year":2019,"__proto__":{"posts":["approver"]}}'),
    400,
    'request.unreadable',
  ],
  [
    'citizen',
    'constructor',
    raw('/api/my/statements', '{"year":2019,"constructor":{"prototype":{"a":1}}}'),
    400,
    'request.unreadable',
  ],
  ['citizen', '多一个字段', post('/api/my/statements', { year: 2019, personId: '2' }), 400, 'request.malformed'],
  ['citizen', '数字写成文字', post('/api/my/statements', { year: '2019' }), 400, 'request.malformed'],
  ['citizen', '年份是小数', post('/api/my/statements', { year: 2019.5 }), 400, 'request.malformed'],
  ['citizen', '年份太早', post('/api/my/statements', { year: 1949 }), 400, 'request.malformed'],
  ['citizen', '没有数据的年份', post('/api/my/statements', { year: 2005 }), 404, 'statement.no-such-year'],
  [
    'citizen',
    '两兆的请求',
    post('/api/my/statements', { year: 2019, more: 'x'.repeat(2_000_000) }),
    413,
    'request.unreadable',
  ],
  [
    'none',
    '深不见底而闭合的 JSON',
    raw('/api/sign-in', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    400,
    'request.malformed',
  ],
  ['none', '深不见底的 JSON', raw('/api/sign-in', '['.repeat(100_000)), 400, 'request.unreadable'],
  // 地址
  ['citizen', '没有这个地址', get('/api/nothing'), 404, 'request.no-such-address'],
  ['citizen', '方法不对', () => ({ method: 'DELETE', path: '/api/my/record' }), 404, 'request.no-such-address'],
  [
    'citizen',
    '方法不对（PUT）',
    () => ({ method: 'PUT', path: '/api/my/statements', body: { year: 2019 } }),
    404,
    'request.no-such-address',
  ],
  ['citizen', '上级目录', get('/api/my/statements/..%2f..%2f..%2fetc%2fpasswd/pdf'), 400, 'request.malformed'],
  ['citizen', '坏的百分号', get('/api/my/statements/%E0%A4%A/pdf'), 400, 'request.unreadable'],
  ['citizen', '地址里的 NUL', get('/api/my/statements/AAAAAA%00/pdf'), 400, 'request.unstorable-text'],
  ['citizen', '极长的一段', get(`/api/my/statements/${'A'.repeat(500)}/pdf`), 404, 'request.no-such-address'],
  // 查询
  ['citizen', '13 月', get('/api/my/record?through=2019-13'), 400, 'request.malformed'],
  ['citizen', '界限是负数', get('/api/my/record?knownAt=-1'), 400, 'request.malformed'],
  ['citizen', '界限不是数', get('/api/my/record?knownAt=x'), 400, 'request.malformed'],
  ['citizen', '界限大得离谱', get('/api/my/record?knownAt=1e400'), 400, 'request.number-too-large'],
  ['citizen', '同一项给了两次', get('/api/my/record?through=2019-01&through=2019-02'), 400, 'request.malformed'],
  ['citizen', '没有这个数字', get('/api/my/record/figure?path=account/2019/nothing'), 404, 'figure.missing'],
  ['citizen', '数字的名字是 __proto__', get('/api/my/record/figure?path=__proto__/constructor'), 404, 'figure.missing'],
  [
    'citizen',
    '数字的名字含 SQL',
    get("/api/my/record/figure?path=contribution/110';drop table due;--"),
    404,
    'figure.missing',
  ],
  ['citizen', '行号超出整数', get('/api/my/vouchers/9223372036854775808/0'), 400, 'request.malformed'],
  ['citizen', '序号超出整数', get('/api/my/vouchers/1/99999999999'), 400, 'request.malformed'],
  ['operator', '起止颠倒', get('/api/employer/payments?from=2019-12&through=2019-01'), 400, 'months.too-many'],
  ['operator', '范围过长', get('/api/employer/payments?from=0001-01&through=9999-12'), 400, 'months.too-many'],
  // 别人的
  [
    'citizen',
    '别人的凭证',
    get(({ posting, ordinal }) => `/api/my/vouchers/${posting}/${ordinal}`),
    404,
    'fact.missing',
  ],
  ['citizen', '别人的记录单', get('/api/my/statements/9999012019000000011/pdf'), 404, 'paper.unknown'],
  [
    'other-operator',
    '别家的报送',
    get(({ submission }) => `/api/submissions/${submission}`),
    404,
    'submission.missing',
  ],
  [
    'other-operator',
    '别家报送的明细',
    get(({ submission }) => `/api/submissions/${submission}/lines`),
    404,
    'submission.missing',
  ],
  [
    'other-operator',
    '替别家提交',
    post(({ submission }) => `/api/filings/${submission}/submit`, { revision: 1, acceptedOnly: false }),
    404,
    'submission.missing',
  ],
  ['operator', '没有这份报送', get(`/api/submissions/${NOBODY}`), 404, 'submission.missing'],
  ['desk', '外区的人', get(({ westPerson }) => `/api/persons/${westPerson}/record?purpose=核对`), 403, 'access.denied'],
  ['desk', '没有这个人', get('/api/persons/999999999999999999/record?purpose=核对'), 403, 'access.denied'],
  ['desk', '人号超出整数', get('/api/persons/9999999999999999999/record?purpose=核对'), 400, 'request.malformed'],
  ['desk', '没有事由', get(({ person: id }) => `/api/persons/${id}/record`), 400, 'request.malformed'],
  [
    'desk',
    '替人审核',
    post(({ submission }) => `/api/desk/submissions/${submission}/pass`, { stage: 'initialReview', revision: 1 }),
    403,
    'access.denied',
  ],
  [
    'first',
    '已办结的再审',
    post(({ submission }) => `/api/desk/submissions/${submission}/pass`, { stage: 'initialReview', revision: 1 }),
    403,
    'access.denied',
  ],
  [
    'first',
    '没有的环节',
    post(({ submission }) => `/api/desk/submissions/${submission}/pass`, { stage: '终审', revision: 1 }),
    400,
    'request.malformed',
  ],
  [
    'first',
    '退回而不说理由',
    post(({ submission }) => `/api/desk/submissions/${submission}/return`, {
      stage: 'initialReview',
      revision: 1,
      reason: '',
    }),
    400,
    'request.malformed',
  ],
  ['supervisor', '监督查个人', get(({ person: id }) => `/api/persons/${id}/record?purpose=核对`), 403, 'access.denied'],
  ['sysadmin', '管理员查个人', get(({ person: id }) => `/api/persons/${id}/record?purpose=核对`), 403, 'access.denied'],
  // 检索与录入
  ['desk', '只有一项条件', search({ birthDate: undefined }), 400, 'search.two-keys'],
  [
    'desk',
    '检索的姓名是 SQL',
    search({ name: "' or ''='", birthDate: undefined, identityNumber: "1' or '1'='1" }),
    400,
    'identity.bad-character',
  ],
  ['desk', '检索的号码过长', search({ identityNumber: '1'.repeat(41) }), 400, 'request.malformed'],
  ['desk', '检索多一个字段', search({ limit: 10_000 }), 400, 'request.malformed'],
  [
    'desk',
    '检索的姓名含 NUL',
    raw('/api/persons/search', '{"name":"李\\u0000","birthDate":"1990-02-28","purpose":"核对"}'),
    400,
    'request.unstorable-text',
  ],
  [
    'desk',
    '事由含 NUL',
    raw('/api/persons/search', '{"name":"李晓萍","birthDate":"1990-02-28","purpose":"核\\u0000对"}'),
    400,
    'request.unstorable-text',
  ],
  ['desk', '检索的生日不存在', search({ birthDate: '1990-02-30' }), 400, 'day.malformed'],
  [
    'desk',
    '检索的单位代码含 NUL',
    raw('/api/persons/search', '{"name":"李晓萍","employerCode":"9\\u0000","purpose":"核对"}'),
    400,
    'request.unstorable-text',
  ],
  ['desk', '登记的号码校验码错', person({ identityNumber: '110101196501129992' }), 400, 'identity.wrong-check'],
  ['desk', '登记的姓名含 NUL', person({ fullName: '沈\0禾' }), 400, 'request.unstorable-text'],
  [
    'desk',
    '登记的地址是半个字',
    raw(
      '/api/desk/persons',
      '{"identityNumber":"110101196501129991","fullName":"沈秋禾","insurances":["110"],"fromMonth":"2019-10","mailingAddress":"路\\ud842"}',
    ),
    400,
    'request.unstorable-text',
  ],
  ['desk', '登记的地址含 NUL', person({ mailingAddress: '路\0口' }), 400, 'request.unstorable-text'],
  ['desk', '更正不存在的一行', correction({ posting: '999999999999999999' }), 404, 'reversal.missing'],
  ['desk', '更正的行号超出整数', correction({ posting: '9999999999999999999' }), 400, 'request.malformed'],
  ['desk', '更正的序号超出整数', correction({ ordinal: 99_999_999_999 }), 400, 'request.malformed'],
  ['desk', '更正的人号超出整数', correction({ personId: '9999999999999999999' }), 400, 'request.malformed'],
  ['desk', '更正的工资大得离谱', correction({ replacement: { declaredWage: 1e300 } }), 400, 'request.malformed'],
  ['desk', '更正的工资是负数', correction({ replacement: { declaredWage: -1 } }), 400, 'request.malformed'],
  ['desk', '更正的原因不在其列', correction({ reason: '随便' }), 400, 'request.malformed'],
  [
    'desk',
    '附件编号是 SQL',
    correction({ documentId: "1'; drop table archive.document; --" }),
    400,
    'request.malformed',
  ],
  ['desk', '没有这个任务', post(`/api/desk/tasks/${NOBODY}/close`, { outcome: '已核' }), 403, 'access.denied'],
  [
    'desk',
    '单位编号不是数',
    get('/api/desk/employer/months?employerId=x&from=2019-01&through=2019-02'),
    400,
    'request.malformed',
  ],
  // 核验
  [
    'none',
    '核验多一个字段',
    post('/api/check', { lastFour: '1234', code: 'x', serials: [] }),
    400,
    'request.malformed',
  ],
  ['none', '核验的末四位过长', post('/api/check', { lastFour: '123456789', code: 'x' }), 400, 'request.malformed'],
  // 上传
  ['operator', '没有文件', upload(() => new FormData()), 400, 'upload.no-file'],
  ['operator', '不是表单', post('/api/filings', { settlementMonth: '2019-10' }), 400, 'upload.no-file'],
  ['operator', '没有所属期', upload(() => formOf('a.csv', CSV)), 400, 'period.malformed'],
  [
    'operator',
    '将来的所属期',
    upload(() => formOf('a.csv', CSV, { settlementMonth: '2999-01' })),
    400,
    'submission.future-month',
  ],
  [
    'operator',
    '空文件',
    upload(() => formOf('a.csv', Buffer.alloc(0), { settlementMonth: '2019-10' })),
    400,
    'file.empty',
  ],
  [
    'operator',
    '两份文件',
    upload(own((form) => form.append('file', new Blob(['x']), 'b.csv'))),
    413,
    'request.unreadable',
  ],
  [
    'operator',
    '二十一个字段',
    upload(own((form) => Array.from({ length: 21 }, (_, i) => form.append(`f${i}`, 'x')))),
    413,
    'request.unreadable',
  ],
  ['operator', '字段名是 __proto__', upload(own((form) => form.append('__proto__', 'x'))), 400, 'request.unreadable'],
  [
    'operator',
    '字段过长',
    upload(() => formOf('a.csv', CSV, { settlementMonth: '2'.repeat(5000) })),
    400,
    'period.malformed',
  ],
  ['operator', '表单断在中间', post('/api/filings', partial, MULTIPART), 400, 'upload.broken'],
  [
    'operator',
    '表单没有分界',
    post('/api/filings', partial, { 'content-type': 'multipart/form-data' }),
    400,
    'upload.broken',
  ],
  [
    'operator',
    '五十兆有余',
    upload(() => formOf('a.csv', Buffer.alloc(50 * 1024 * 1024 + 1, 0x31), { settlementMonth: '2019-10' })),
    413,
    'request.unreadable',
  ],
  [
    'operator',
    'PDF 充作申报',
    upload(() => formOf('a.csv', Buffer.from('%PDF-1.7'), { settlementMonth: '2019-10' })),
    400,
    'file.pdf',
  ],
  [
    'desk',
    '征收结果没有控制记录',
    () => ({ method: 'POST', path: '/api/desk/levy-results', body: formOf('a.csv', CSV) }),
    400,
    'levy.control-record',
  ],
  [
    'desk',
    '替不存在的单位代收',
    () => ({
      method: 'POST',
      path: '/api/desk/filings',
      body: formOf('a.csv', CSV, { employerId: "1' or 1=1", settlementMonth: '2019-10' }),
    }),
    403,
    'access.denied',
  ],
  [
    'desk',
    '代收的单位号超出整数',
    () => ({
      method: 'POST',
      path: '/api/desk/filings',
      body: formOf('a.csv', CSV, { employerId: '9'.repeat(30), settlementMonth: '2019-10' }),
    }),
    403,
    'access.denied',
  ],
]
