import { type Asking, formOf } from './visitor.js'

/** 来人与其所在的端口。Staff roles stand at the staff listener; `…-elsewhere` carries its cookie to the other one. */
export type Who =
  | ('none' | 'citizen' | 'operator' | 'other-operator' | 'staff-elsewhere' | 'citizen-as-staff')
  | ('none-at-desk' | 'desk' | 'first' | 'supervisor' | 'maintainer' | 'sysadmin' | 'citizen-elsewhere')

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
  readonly creditCode: string
  readonly identityNumber: string
}

/** 坏请求：谁来，怎么个坏法，发的什么，应当以什么状态与名目拒绝。 */
export type BadRequest = readonly [who: Who, what: string, ask: (ids: RealIds) => Asking, status: number, code: string]

export const get =
  (path: string | ((ids: RealIds) => string), headers?: Asking['headers']) =>
  (ids: RealIds): Asking => ({ path: typeof path === 'string' ? path : path(ids), ...(headers && { headers }) })
export const post =
  (path: string | ((ids: RealIds) => string), body: unknown, headers?: Asking['headers']) =>
  (ids: RealIds): Asking => ({
    ...{ method: 'POST', path: typeof path === 'string' ? path : path(ids), body },
    ...(headers && { headers }),
  })
export const JSON_TYPE = { 'content-type': 'application/json' }
export const raw = (path: string, text: string, headers: Asking['headers'] = JSON_TYPE) => post(path, text, headers)
export const search = (change: object) =>
  post('/api/persons/search', { name: '李晓萍', birthDate: '1990-02-28', purpose: '核对', ...change })
export const upload = (form: () => FormData) => (): Asking => ({ method: 'POST', path: '/api/filings', body: form() })
export const CSV = Buffer.from('社会保障号码,姓名,缴费工资\n')
export const own = (form: (form: FormData) => void) => () => {
  const made = formOf('甲.csv', CSV, { settlementMonth: '2019-10' })
  form(made)
  return made
}
export const MULTIPART = { 'content-type': 'multipart/form-data; boundary=b' }
export const partial = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n社会'
export const NOBODY = '00000000-0000-4000-8000-000000000000'
export const correction = (change: object) =>
  post('/api/desk/corrections', {
    ...{ personId: '1', factKind: 'due', posting: '1', ordinal: 0, reason: 'entryError', explanation: '试一试看' },
    ...change,
  })
export const fact = (kind: string, item: object, change: object = {}) =>
  post(`/api/desk/facts/${kind}`, {
    items: [{ identityNumber: '110101196501129991', fullName: '沈秋禾', ...item }],
    ground: '经办人核对原件',
    ...change,
  })
export const charge = (change: object, path = '') =>
  post(`/api/desk/contributions${path}`, {
    ...{ identityNumber: '110101196501129991', fullName: '沈秋禾', contributionKind: '2', insurances: ['110'] },
    ...{ settlementMonth: '2019-09', contributionMonth: '2019-08', declaredWage: 800_000, ...change },
  })
export const differences = (change: object) =>
  post('/api/desk/differences', { from: '2019-08', through: '2019-09', preview: true, ...change })
export const deferral = (change: object) =>
  post('/api/desk/deferrals', {
    ...{ creditCode: '91110108QYT0000144', insurances: ['110'], fromMonth: '2019-08', throughMonth: '2019-09' },
    ...{ untilDay: '2019-12-31', document: '缓〔2019〕1号', documentId: NOBODY, ...change },
  })
export const death = (change: object = {}) =>
  fact('lifeEvent', { event: 'death', day: '2019-09-01', document: '死亡证明 1 号' }, change)
export const person = (change: object) =>
  post('/api/desk/persons', {
    ...{ identityNumber: '110101196501129991', fullName: '沈秋禾', insurances: ['110'], fromMonth: '2019-10' },
    ground: '核验身份证原件',
    ...change,
  })
export const proposal = (change: object) => {
  const version = {
    area: '999900',
    parameter: 'pension.base-ceiling',
    since: '2027-07',
    until: '2028-06',
    value: '30000',
  }
  const changes = [{ ...version, basis: '示例市（虚构）通知', status: 'final', ...change }]
  return post('/api/desk/parameter-changes', { changes, explanation: '试一试看' })
}
