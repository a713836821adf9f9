import { refusal } from '../kernel/refusal.js'

/** 窗口代为查询的不予办理情形。One no for whoever is not known, not registered for this person, or by another paper. */
export const agentNotRegistered = refusal(
  'agent.not-registered',
  'denied',
  () =>
    '所填证件的持有人，没有以此身份、凭此文书代这位参保人办理的有效登记；请核对证件号码与文书编号，未登记的先登记授权、监护或亲属关系。',
  () =>
    'The holder of this document is not registered to act for this person in this capacity on this paper; check both numbers, or register the mandate, guardianship or kinship first.',
)

export const agentIsClerk = refusal(
  'agent.is-clerk',
  'conflict',
  () => '经办人员不能为自己代理的事项办理，请交由其他经办人员接待。',
  () => 'A clerk may not serve a matter in which they are the agent; let a colleague take it.',
)
