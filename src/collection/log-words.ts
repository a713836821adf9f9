import { type Sentence, STAGES } from './kinds.js'

export const SINGLE: Sentence = { zh: '单件录入', en: 'a single entry' }

/** 处理方法，by the kind of the posting. */
export const METHODS: Readonly<Record<string, Sentence>> = {
  correction: { zh: '红冲并重记', en: 'reversed and posted anew' },
  batchChange: { zh: '成批变更', en: 'batch change' },
  personMerge: { zh: '合并或撤销合并', en: 'merge or its undoing' },
  personSplit: { zh: '拆分（一红一记）', en: 'split: reversed and posted anew' },
  maintenanceRecheck: { zh: '维护复核', en: 're-check of a change' },
  yearClose: { zh: '年度结息（推导）', en: 'year close, derived' },
  monthlyFiling: { zh: '成批录入（文件）', en: 'file' },
  levyResult: { zh: '征收结果（文件）', en: 'levy file' },
  parameterChange: { zh: '参数施行', en: 'parameters put into force' },
  policyRelease: { zh: '版本发布', en: 'release' },
}

/** 改动已存数据的种类。 */
export const CHANGE_KINDS: ReadonlySet<string> = new Set([
  ...[
    'correction',
    'batchChange',
    'personMerge',
    'personSplit',
    'maintenanceRecheck',
    'personChange',
    'employerChange',
  ],
  ...['contactChange', 'employerCancellation', 'succession', 'parameterChange', 'standardChange', 'routeChange'],
])

/** 各环节的名称，as the log and the explanation of a fact tell them. */
export const LOG_STEPS: Readonly<Record<string, Sentence>> = {
  ...STAGES,
  entry: { zh: '申请（录入）', en: 'application' },
  execution: { zh: '执行', en: 'execution' },
  application: { zh: '施行', en: 'putting into force' },
}
