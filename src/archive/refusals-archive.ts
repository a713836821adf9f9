import { refusal } from '../kernel/refusal.js'

/** 档案办理的不予办理情形。 */
export const noRetention = refusal<{ document: string }>(
  'archive.no-retention',
  'conflict',
  ({ document }) => `资料 ${document} 没有查得到的保管期限，不得销毁。请先由参数维护岗依据法规补上该类材料的期限。`,
  ({ document }) =>
    `No retention period is listed for paper ${document}, so it cannot be destroyed. Have the period of its material entered first, with its source.`,
)

export const keptForGood = refusal<{ document: string }>(
  'archive.permanent',
  'conflict',
  ({ document }) => `资料 ${document} 应永久保管，不得销毁。请从清册中去掉。`,
  ({ document }) => `Paper ${document} is kept for good and cannot be destroyed. Take it off the list.`,
)

export const notOver = refusal<{ document: string; overOn: string }>(
  'archive.period-not-over',
  'conflict',
  ({ document, overOn }) => `资料 ${document} 的保管期限到 ${overOn} 才届满，现在不得销毁。请从清册中去掉。`,
  ({ document, overOn }) => `The period of paper ${document} is over only on ${overOn}. Take it off the list.`,
)

export const alreadyListed = refusal<{ document: string }>(
  'archive.already-listed',
  'conflict',
  ({ document }) => `资料 ${document} 已销毁，或已列入另一件未结的销毁案。请从清册中去掉。`,
  ({ document }) => `Paper ${document} is destroyed, or listed in another open case. Take it off the list.`,
)

export const stillLent = refusal<{ document: string }>(
  'archive.still-lent',
  'conflict',
  ({ document }) => `资料 ${document} 的纸件尚未归还，不得销毁。请先收回。`,
  ({ document }) => `The paper original of ${document} is still out on loan. Have it returned first.`,
)

export const missingCase = refusal<object>(
  'archive.missing',
  'missing',
  () => '找不到这一件。请回到列表重新选择。',
  () => 'This was not found. Go back to the list and choose again.',
)

export const outOfTurn = refusal<{ state: string }>(
  'archive.out-of-turn',
  'conflict',
  ({ state }) => `现在的状态是“${state}”，不能办这一步。请刷新后再看。`,
  ({ state }) => `It stands at "${state}" and cannot take this step. Reload and look again.`,
)

export const samePerson = refusal<object>(
  'archive.same-person',
  'denied',
  () => '您办过本案的一个环节，须由另一人办理这一步。请转交他人。',
  () => 'You have taken a step of this case; another person must take this one. Hand it over.',
)

export const numberTaken = refusal<{ number: string }>(
  'archive.number-taken',
  'conflict',
  ({ number }) => `编号 ${number} 已有人用。请换一个编号。`,
  ({ number }) => `The number ${number} is taken; choose another.`,
)

export const lentAlready = refusal<{ number: string }>(
  'archive.lent-already',
  'conflict',
  ({ number }) => `档号 ${number} 已借出，尚未归还。请先收回。`,
  ({ number }) => `The file ${number} is out on loan. Have it returned first.`,
)

export const noSuchNumber = refusal<{ number: string }>(
  'archive.no-such-number',
  'missing',
  ({ number }) => `没有档号为 ${number} 的资料。请核对档号，或先在目录中记下。`,
  ({ number }) => `No paper has the archive number ${number}. Check it, or record it in the catalogue first.`,
)

export const nobodyByLogin = refusal<{ login: string }>(
  'archive.unknown-person',
  'missing',
  ({ login }) => `没有账户 ${login}，或其岗位不合。请核对登录名。`,
  ({ login }) => `There is no account ${login}, or it holds another post. Check the login.`,
)

export const agreementNeedsScan = refusal<object>(
  'archive.agreement-needs-scan',
  'invalid',
  () => '有外来人员作业的协议须附扫描件，含保密条款。请先上传扫描件，再登记。',
  () =>
    'An agreement under which outside people work needs its scan, with the clause on confidentiality. Upload it first.',
)

export const agreementNeedsCompanion = refusal<object>(
  'archive.agreement-needs-companion',
  'invalid',
  () => '有外来人员作业的协议须写明陪同的本机构人员。请填写其登录名。',
  () =>
    'An agreement under which outside people work names who of the agency accompanies them. Give their sign-in name.',
)

export const workersOfOthers = refusal<object>(
  'archive.agreement-workers',
  'invalid',
  () => '只有外包扫描、整理单位的协议下可以登记外来作业人员。请改选单位种类，或去掉外来人员。',
  () =>
    'Outside workers stand only under the agreement of an outside scanning firm. Choose that kind, or leave them out.',
)

export const notScanning = refusal<{ vendor: string }>(
  'archive.agreement-not-scanning',
  'conflict',
  ({ vendor }) => `“${vendor}”的协议不是外包扫描的协议，纸件不能交给它。请选外包扫描单位的协议。`,
  ({ vendor }) =>
    `The agreement of ${vendor} is not one of an outside scanning firm, so no paper is handed to it. Choose one that is.`,
)

export const agreementOver = refusal<object>(
  'archive.agreement-over',
  'denied',
  () => '外包协议未生效、已到期或已终止，账户不能再办理。请与陪同的本机构人员联系。',
  () =>
    'The agreement has not begun, has run out or was ended; this account can do nothing more. Speak to your companion inside.',
)

export const notYourBatch = refusal<object>(
  'archive.not-your-batch',
  'missing',
  () => '没有交给您的这一批。请核对批号。',
  () => 'No such batch was handed to you. Check its number.',
)

export const wrongCount = refusal<{ expected: number; given: number }>(
  'archive.wrong-count',
  'conflict',
  ({ expected, given }) => `应为 ${expected} 页，点得 ${given} 页。请当面重点，数目相符后再办。`,
  ({ expected, given }) =>
    `${expected} pages are expected and ${given} were counted. Count again together before going on.`,
)

export const pageMissing = refusal<{ pages: string }>(
  'archive.page-missing',
  'conflict',
  ({ pages }) => `缺第 ${pages} 页的影像，整批不能接收。请退给外包人员补扫。`,
  ({ pages }) => `The images of pages ${pages} are missing; the batch cannot be accepted. Have them scanned.`,
)

export const notChecked = refusal<{ pages: string }>(
  'archive.not-checked',
  'conflict',
  ({ pages }) => `抽中的第 ${pages} 页还没有抽检，或抽检不合格。请对照纸件抽检合格后再接收。`,
  ({ pages }) => `The drawn pages ${pages} are not yet checked, or did not agree. Check them against the paper first.`,
)

export const noSuchPage = refusal<{ pages: number }>(
  'archive.no-such-page',
  'invalid',
  ({ pages }) => `本批只有 ${pages} 页。请核对页码。`,
  ({ pages }) => `This batch has ${pages} pages only. Check the page number.`,
)

export const nothingToDraw = refusal<object>(
  'archive.nothing-to-draw',
  'conflict',
  () => '这个机构在这段期间没有可抽查的记录。请换一段期间。',
  () => 'This agency has no facts to draw from in this period. Choose another period.',
)

export const secondReader = refusal<object>(
  'archive.second-reader',
  'denied',
  () => '第二次读数须由另一人办理，且只复读有不符的。请转交他人。',
  () => 'The second reading is made by another person, and only where the first found a difference.',
)

export const notAllRead = refusal<{ items: number }>(
  'archive.not-all-read',
  'conflict',
  ({ items }) => `还有 ${items} 项没有读完（有不符的须由第二人复读），不能结案。请读完后再结案。`,
  ({ items }) => `${items} items are not read to the end; differences need a second reader. Finish them first.`,
)

export const wrongFields = refusal<{ fields: string }>(
  'archive.wrong-fields',
  'invalid',
  ({ fields }) => `读数的各栏与记录的各栏不合：${fields}。请刷新后逐栏作答。`,
  ({ fields }) => `The fields of the reading are not those of the record: ${fields}. Reload and answer each field.`,
)

export const badDays = refusal<object>(
  'archive.bad-days',
  'invalid',
  () => '终止日早于起始日。请改正起止日期。',
  () => 'The last day is before the first. Correct the days.',
)

export const checkedAlready = refusal<{ page: number }>(
  'archive.checked-already',
  'conflict',
  ({ page }) => `第 ${page} 页的这幅影像已经抽检过，结论与此不同。要改结论，请由外包人员重扫后再检。`,
  ({ page }) =>
    `This image of page ${page} has been checked already, with the other verdict. Have it scanned again, and check the new image.`,
)
