import { EmployerChangeService } from '../../collection/employer-change-service.js'
import type { PersonRegistrationRequest } from '../../collection/entry-contract.js'
import { MergeCandidatesService } from '../../collection/merge-candidates-service.js'
import { MergeService } from '../../collection/merge-service.js'
import { PersonChangeService } from '../../collection/person-change-service.js'
import { RecheckService } from '../../collection/recheck-service.js'
import { SplitService } from '../../collection/split-service.js'
import type { Day } from '../../kernel/day.js'
import type { Scene, SceneHouse } from './scene-house.js'
import { SCENE_FIRMS, type SceneName, scenePerson } from './scene-people.js'

const GROUND = '经核对身份证件与户籍原件'
const DAY = '2026-10-26' as Day

type More = Partial<Omit<PersonRegistrationRequest, 'identityNumber' | 'fullName'>>

/** 登记一人，直至记账。 */
export async function register(house: SceneHouse, name: SceneName, more: More = {}): Promise<void> {
  const who = scenePerson(house.city, name)
  const asked = { ...who, insurances: [], fromMonth: '2026-07', ground: GROUND, ...more }
  await house.post(await house.counter.registrations.registerPerson(house.desk, asked), `${who.fullName} 登记`)
}

/** 各类人员：each with what its kind must bring. */
const everyKind: Scene = {
  ...{ name: 'every-kind', zh: '各类人员登记', day: DAY },
  play: async (house) => {
    const mother = scenePerson(house.city, 'mother')
    await register(house, 'mother', { categories: ['resident'], insurances: ['390'] })
    await register(house, 'pupil', {
      ...{ categories: ['minor', 'student'], insurances: ['390'], proof: '学籍证明 2026-118 号' },
      ...{ guardianNumber: mother.identityNumber, guardianName: mother.fullName },
    })
    const land = { categories: ['landLost' as const], proof: '示政土〔2025〕9 号征地批复' }
    await register(house, 'landLost', { ...land, insurances: ['170'] })
    await register(house, 'dependant', { categories: ['dependant'], proof: '供养关系公证书 33 号' })
    await register(house, 'paymentOnly', { categories: ['paymentOnly'], proof: '外地待遇转入通知 12 号' })
    await register(house, 'foreigner', { categories: ['foreigner'], sex: '2', nationality: 'JPN' })
  },
}

/** 改名：四个环节，凭公安机关的证明。 */
const renaming: Scene = {
  ...{ name: 'renaming', zh: '改名', day: DAY },
  play: async (house) => {
    await register(house, 'renamed', { categories: ['resident'], insurances: ['390'] })
    const documentId = await house.paper('attachment', '户口登记项目变更证明', '汤小曼 改名为 汤晓曼')
    const submission = await new PersonChangeService(house.ports).change(house.desk, {
      ...scenePerson(house.city, 'renamed'),
      ...{ changes: { fullName: '汤晓曼' }, reason: 'documentChanged', explanation: '公安机关变更姓名', documentId },
    })
    await house.post(submission, '改名')
  },
}

/** 合并与撤销：one pair stays merged and waits for its re-check, another was merged by mistake and taken apart. */
const merging: Scene = {
  ...{ name: 'merging', zh: '重复登记的合并与撤销', day: DAY },
  play: async (house) => {
    for (const name of ['twin', 'twinAgain', 'other', 'otherAgain'] as const)
      await register(house, name, { categories: ['resident'], insurances: ['390'] })
    const documentId = await house.paper('attachment', '公安机关证明', '两个号码是否同属一人的核查结果')
    await merge(house, 'twin', 'twinAgain', documentId)
    await merge(house, 'other', 'otherAgain', documentId)
    const person = scenePerson(house.city, 'other')
    const { found } = await new MergeCandidatesService(house.ports).find(house.desk, { person })
    const mistaken = found.standing[0]!
    const undone = await new MergeService(house.ports).undo(house.desk, {
      ...{ person, posting: mistaken.posting, document: '撤销申请 2 号', reason: 'wrongPerson', documentId },
      explanation: '经核对指纹与照片，实为两人，撤销合并',
    })
    const { id, revision } = await house.post(undone, '撤销合并')
    const recheck = { revision, verdict: 'agreed' as const, finding: '两人记录各归其位，核对无误' }
    await new RecheckService(house.ports).take(house.as('east-recheck-2'), id, recheck)
  },
}

async function merge(house: SceneHouse, kept: SceneName, merged: SceneName, documentId: string): Promise<void> {
  const [one, other] = [scenePerson(house.city, kept), scenePerson(house.city, merged)]
  const submission = await new MergeService(house.ports).merge(house.desk, {
    ...{ kept: one, merged: other, document: `合并申请 ${one.identityNumber.slice(-4)} 号` },
    ...{ reason: 'mergeDuplicates', explanation: '同一人先后以两个号码登记', documentId },
  })
  await house.post(submission, `${one.fullName} 合并`)
}

/** 拆分：two months of a flexible worker were another man's, whose number was not on file. */
const splitting: Scene = {
  ...{ name: 'splitting', zh: '混合记录的拆分', day: DAY },
  play: async (house) => {
    await register(house, 'mixed', { categories: ['flexible'], insurances: ['110', '310'] })
    const person = scenePerson(house.city, 'mixed')
    for (const month of ['2026-07', '2026-08', '2026-09']) {
      const entry = {
        ...{ ...person, settlementMonth: month, contributionMonth: month, contributionKind: '1' },
        ...{ declaredWage: 620_000, insurances: ['110' as const], ground: '本人到窗口办理' },
      }
      await house.post(await house.counter.entries.enter(house.desk, entry), `${person.fullName} ${month} 缴费`)
    }
    const documentId = await house.paper('attachment', '冒用他人身份参保情况说明', '2026 年 7 月、8 月实为姚志钢')
    const submission = await new SplitService(house.ports).split(house.desk, {
      ...{ person, to: scenePerson(house.city, 'mixedIn'), register: {}, reason: 'wrongPerson', documentId },
      choice: { from: '2026-07', through: '2026-08', insurances: ['110'] },
      explanation: '同名误录：七、八两月是另一人的缴费',
    })
    await house.post(submission, '拆分')
  },
}

/** 单位：one cancelled, one that took over another with its staff. */
const employers: Scene = {
  ...{ name: 'employers', zh: '单位注销与承继', day: DAY },
  play: async (house) => {
    for (const firm of Object.values(SCENE_FIRMS)) {
      const registered = await house.counter.registrations.registerEmployer(house.desk, {
        ...{ ...firm, employerType: '10', industryCode: '54', injuryClass: 4, injuryFloat: 1_000_000 },
        ...{ fromMonth: '2026-01', status: 'active', ground: '经核对营业执照原件' },
      })
      await house.post(registered, firm.name)
    }
    const { carriers, closing, logistics } = SCENE_FIRMS
    await register(house, 'driver', {
      ...{ creditCode: carriers.creditCode, categories: ['working'], fromMonth: '2026-01', reason: '111' },
      insurances: ['110', '210', '310', '410'],
    })
    const documentId = await house.paper('attachment', '市场监管部门通知书', '注销登记与合并登记')
    const changes = new EmployerChangeService(house.ports)
    const cancelled = await changes.cancel(house.desk, {
      ...{ creditCode: closing.creditCode, fromMonth: '2026-10', reason: 'dissolved', endStaff: true, documentId },
    })
    await house.post(cancelled, '单位注销')
    const succeeded = await changes.succeed(house.desk, {
      ...{ creditCode: logistics.creditCode, predecessorCode: carriers.creditCode, fromMonth: '2026-10' },
      ...{ moveStaff: true, document: '示市监〔2026〕31 号', documentId },
    })
    await house.post(succeeded, '单位承继')
  },
}

export const PERSON_SCENES: readonly Scene[] = [everyKind, renaming, merging, splitting, employers]
