import { refusal } from '../kernel/refusal.js'
import type { With } from './refusals-facts.js'

/** 授权与近亲属代表的不予办理情形。 */
export const actsForOneself = refusal<With>(
  'mandate.oneself',
  'invalid',
  () => '代理人不能是委托人本人。请填写代理人的证件号码与姓名。',
  () => 'Nobody is their own agent. Give the number and the name of the agent.',
)

export const agentDead = refusal<With>(
  'mandate.agent-dead',
  'conflict',
  ({ known }) => `所登记的代理人或近亲属已于 ${known} 死亡。请核对号码，或登记另一人。`,
  ({ known }) => `The agent or relative died on ${known}. Check the number, or register somebody else.`,
)

export const agentUnregistered = refusal<With>(
  'mandate.agent-unregistered',
  'conflict',
  () => '所登记的代理人或近亲属没有有效的个人登记。请先办理其个人登记（不参保的，险种留空），或登记另一人。',
  () =>
    'No registration of the agent or relative stands. Register them first, without insurances where there are none, or name somebody else.',
)

export const scopeMissing = refusal<With>(
  'mandate.no-scope',
  'invalid',
  () => '授权须写明范围：至少一类信息和一个事项（查询、索取证明等）。请按授权书勾选。',
  () => 'A mandate names its scope: at least one class and one act. Tick what the paper says.',
)

export const accountByMonth = refusal<With>(
  'mandate.account-by-month',
  'invalid',
  () => '“年限与个人账户”是各月累计的数，不能按月份收窄。请去掉这一类，或不限月份（可以只限险种）。',
  () =>
    'Years and account count over all months and cannot be narrowed to some. Leave that class out, or do not limit the months (insurances may be limited).',
)

export const wageNarrowed = refusal<With>(
  'mandate.wage-narrowed',
  'invalid',
  () => '申报工资各险种、全年通用，“确认缴费工资”不能按险种或月份收窄。请去掉这一项，或另给一份不限险种与月份的授权。',
  () =>
    'A declared wage is one for all insurances and the year, so answering to it cannot be narrowed. Leave that act out, or give a mandate of its own without limits.',
)

export const monthsBackwards = refusal<With>(
  'mandate.months-backwards',
  'invalid',
  ({ given, known }) => `终止月份 ${known} 早于起始月份 ${given}。请核对授权的月份。`,
  ({ given, known }) => `The last month ${known} is before the first, ${given}. Check the months of the mandate.`,
)

export const agentOfTheDead = refusal<With>(
  'mandate.principal-dead',
  'conflict',
  ({ known }) => `委托人已于 ${known} 登记死亡，授权不再成立；近亲属请凭关系证明登记。`,
  ({ known }) => `The principal was registered dead on ${known}; register the relative by proof of kinship instead.`,
)

export const kinOfTheLiving = refusal<With>(
  'mandate.principal-living',
  'conflict',
  () => '此人没有死亡登记，近亲属不能代为查询；请先办理死亡登记，或由本人书面授权。',
  () => 'No death is registered for this person; register it first, or have the person give a written mandate.',
)

export const mandateMissing = refusal(
  'mandate.missing',
  'missing',
  () => '找不到这份授权，或已经终止、已经答复。请刷新页面后核对。',
  () => 'This mandate was not found, has ended or was answered already; refresh the page.',
)

export const agentUnknown = refusal(
  'mandate.agent-unknown',
  'invalid',
  () => '代理人的证件号码与姓名没有相符的参保人。请核对；不是本地参保人的，请与代理人一同到窗口办理。',
  () =>
    'No insured person has this number and name. Check them; if the agent is not insured here, come to a window together.',
)
