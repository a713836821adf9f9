import type { Post } from '../access/posts.js'
import type { Sentence, Stage } from './kinds.js'

/** 书面职责（第七条）：what each of the four functions looks at. */
export const STAGE_DUTIES: Readonly<Record<Stage, Sentence>> = {
  initialReview: {
    zh: '核对录入与原始资料一致，系统校验通过；不符的退回报送人。',
    en: 'Checks that the entry matches the source document and passes the system checks; returns what does not.',
  },
  review: {
    zh: '核对事实适用的规定与证据是否充分；不足的一次告知补正或退回。',
    en: 'Checks that the rule fits the facts and the evidence is enough; asks once for what is missing, or returns it.',
  },
  recheck: {
    zh: '对照原始资料重看一遍，复核数额、代码与重复；与前序办理的人不是同一人。',
    en: 'Looks afresh at entry against paper, checks amounts, codes and duplicates; never the person of an earlier step.',
  },
  approval: {
    zh: '对高风险事项作出决定，并对其负责；可退回至报送人。',
    en: 'Decides on what is of high risk and answers for it; may return it to the filer.',
  },
}

/** 各岗的范围。 */
export const POST_DUTIES: Readonly<Partial<Record<Post, Sentence>>> = {
  initialReviewer: { zh: '本机构报送的初审。', en: 'Initial review of what comes to the agency.' },
  reviewer: { zh: '本机构报送的审核。', en: 'Review of what comes to the agency.' },
  rechecker: { zh: '本机构报送的复核。', en: 'Re-check of what comes to the agency.' },
  approver: {
    zh: '本机构高风险事项的审批；本机构人员的缺勤与离岗。',
    en: "Approval of what is of high risk; absence and departure of the agency's staff.",
  },
  cashier: { zh: '专户流水的录入；不任会计。', en: "Enters the special account's statements; never an accountant." },
  accountant: { zh: '资金凭证的审核；不任出纳与会计主管。', en: 'Reviews money; never cashier or chief accountant.' },
  chiefAccountant: { zh: '资金凭证的审批；不任出纳与会计。', en: 'Approves money; never cashier or accountant.' },
}
