import { refusal } from '../kernel/refusal.js'

/** 保密承诺的不予办理情形。 */
export const pledgeMissing = refusal<object>(
  'pledge.missing',
  'invalid',
  () => '工作人员的账户须先签署保密承诺书才能启用。请阅读承诺书，勾选同意并填写本人姓名。',
  () =>
    'A staff account is opened only with a signed pledge of confidentiality. Read the pledge, tick that you agree and type your own name.',
)

export const pledgeNotAsked = refusal<object>(
  'pledge.not-asked',
  'invalid',
  () => '保密承诺书由工作人员签署；参保人和单位经办人激活不须签署，请去掉后重试。',
  () => 'The pledge is signed by staff; persons and operators do not sign it. Leave it out and try again.',
)

export const pledgeOtherText = refusal<{ version: string }>(
  'pledge.other-text',
  'conflict',
  ({ version }) => `所签的不是现在施行的承诺书（第 ${version} 版）。请刷新页面，读过现行文本后再签。`,
  ({ version }) =>
    `What was signed is not the pledge in force (version ${version}). Reload the page, read the text in force and sign again.`,
)

export const pledgeOtherName = refusal<object>(
  'pledge.other-name',
  'invalid',
  () => '所填姓名与账户登记的姓名不符，承诺书没有签成。请填写本人姓名；登记有误的，请联系权限维护人员。',
  () =>
    'The name typed is not the name of this account, so nothing was signed. Type your own name; if the account has it wrong, speak to whoever keeps the accounts.',
)

export const pledgeNoText = refusal<object>(
  'pledge.no-text',
  'conflict',
  () => '本机构没有施行中的保密承诺书，工作人员账户暂不能启用。请联系系统管理员放入承诺书文本。',
  () =>
    'No pledge of confidentiality is in force here, so no staff account can be opened. Ask the system administrator to put its text in place.',
)

export const pledgeDue = refusal<{ version: string }>(
  'pledge.due',
  'denied',
  ({ version }) => `保密承诺书第 ${version} 版已经施行，签署之后才能继续办理。请在登录后的页面阅读并签署。`,
  ({ version }) =>
    `Version ${version} of the pledge of confidentiality is in force; nothing opens until it is signed. Read and sign it on the page after sign-in.`,
)
