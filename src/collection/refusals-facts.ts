import { Refusal, type RefusalEntry, refusal } from '../kernel/refusal.js'

/** 与已知事实相抵触，采集时即不予接受。What is wrong, with what, and what to do; the row and column are put before it. */
export interface With {
  /** 与之相抵触的日期、年月或号码. */
  readonly known: string
  readonly given: string
}

export const afterDeath = refusal<With>(
  'fact.after-death',
  'conflict',
  ({ given, known }) => `${given} 在此人死亡（${known}）之后。请核对年月；死亡登记有误的，请先更正死亡登记。`,
  ({ given, known }) =>
    `${given} is after this person died (${known}). Check the month; a wrong death is corrected first.`,
)

export const afterRetirement = refusal<With>(
  'fact.after-retirement',
  'conflict',
  ({ given, known }) =>
    `${given} 在此人退休（${known}）之后，不再缴纳该险种。请核对年月；退休核定有误的，请先更正核定。`,
  ({ given, known }) =>
    `${given} is after this person retired (${known}), when this insurance is no longer paid. Check the month; a wrong determination is corrected first.`,
)

export const sentOn = refusal<With>(
  'fact.sent-on',
  'conflict',
  ({ given }) => `${given} 已随关系转出，记录留存备查，不再日常变动。确有差错的，请办理更正，并向转入地补发信息表。`,
  ({ given }) =>
    `${given} was sent on with the relation and is kept for reference. Correct an error, and send the other place a supplement.`,
)

export const secondRetirement = refusal<With>(
  'fact.second-retirement',
  'conflict',
  ({ known }) => `此人已有 ${known} 的同类核定。调整请另立调整项目；原核定有误的，请先更正原核定。`,
  ({ known }) =>
    `A determination of this kind stands for ${known}. Add an adjustment item, or correct the earlier determination first.`,
)

export const deathImpossible = refusal<With>(
  'fact.impossible-death',
  'invalid',
  ({ given, known }) => `死亡日期 ${given} 不可能：须在出生（${known}）之后、今天以前。请对照死亡证明改正。`,
  ({ given, known }) =>
    `A death on ${given} cannot be: it lies after the birth (${known}) and not after today. Compare with the certificate.`,
)

export const eventKnown = refusal<With>(
  'fact.known-already',
  'conflict',
  ({ known }) => `此项已有登记（${known}），不重复登记。需要更改的，请办理更正。`,
  ({ known }) => `This is registered already (${known}); file a correction to change it.`,
)

export const neverBegan = refusal<With>(
  'fact.never-began',
  'conflict',
  ({ given }) => `到 ${given} 为止，此项没有开始，或已经结束，无从结束。请核对日期与事项。`,
  ({ given }) => `By ${given} this had not begun, or had ended already; check the day and the matter.`,
)

export const ownGuardian = refusal<With>(
  'fact.own-guardian',
  'invalid',
  () => '监护人不能是本人。请填写监护人的证件号码与姓名。',
  () => 'Nobody is their own guardian. Give the number and the name of the guardian.',
)

export const guardianUnregistered = refusal<With>(
  'fact.guardian-unregistered',
  'conflict',
  () => '监护人没有有效的个人登记。请先登记监护人（不参保的，险种留空），或填写另一位监护人。',
  () =>
    'No registration of the guardian stands. Register the guardian first, without insurances where there are none, or name another.',
)

export const guardianMinor = refusal<With>(
  'fact.guardian-minor',
  'invalid',
  ({ known }) => `监护人 ${known} 出生，还未成年，不能作监护人。请核对号码，或登记另一位监护人。`,
  ({ known }) => `Born on ${known}, the guardian is a minor. Check the number, or register another guardian.`,
)

export const guardianDead = refusal<With>(
  'fact.guardian-dead',
  'conflict',
  ({ known }) => `监护人已于 ${known} 死亡。请核对号码，或登记另一位监护人。`,
  ({ known }) => `The guardian died on ${known}. Check the number, or register another guardian.`,
)

export const overlapsPaid = refusal<With>(
  'fact.deemed-overlaps',
  'conflict',
  ({ known }) => `视同期间与已有的缴费或视同月份（${known}）重叠。请改正起止年月，一个月只计一次。`,
  ({ known }) =>
    `The deemed period overlaps a month paid or deemed already (${known}). Correct its months; a month counts once.`,
)

export const tooYoung = refusal<With>(
  'fact.too-young',
  'invalid',
  ({ given, known }) => `${given} 时未满最低就业年龄，最早为 ${known}。请核对起始年月与出生日期。`,
  ({ given, known }) =>
    `In ${given} this person had not reached the earliest working age; the first month is ${known}. Check month and birth date.`,
)

export const deemedTooLate = refusal<With>(
  'fact.deemed-too-late',
  'invalid',
  ({ given, known }) =>
    `连续工龄视同缴费至 ${known} 为止，${given} 已在其后。请改正终止年月；其后的月份以实际缴费为准。`,
  ({ given, known }) =>
    `Continuous service is deemed through ${known}; ${given} is after it. Correct the last month; later months count when paid.`,
)

export const notDetermined = refusal<With>(
  'fact.not-determined',
  'conflict',
  ({ given }) => `${given} 没有与之相应的待遇核定。请核对项目与所属年月；尚未核定的，请先办理待遇核定。`,
  ({ given }) =>
    `Nothing was determined that ${given} could be paid for. Check item and month, or have the benefit determined first.`,
)

export const backwards = refusal<With>(
  'fact.backwards',
  'invalid',
  ({ given, known }) => `终止 ${known} 早于起始 ${given}。请改正起止。`,
  ({ given, known }) => `The end ${known} is before the beginning ${given}. Correct them.`,
)

export const inFuture = refusal<With>(
  'fact.in-future',
  'invalid',
  ({ given, known }) => `${given} 在今天（${known}）之后，尚未发生的不能登记。请改正。`,
  ({ given, known }) => `${given} is after today (${known}); what has not happened cannot be registered. Correct it.`,
)

export const badAmount = refusal<With>(
  'fact.bad-amount',
  'invalid',
  ({ given, known }) => `${given} 不符：${known}。请改正。`,
  ({ given, known }) => `${given} does not fit: ${known}. Correct it.`,
)

export const beforeBirth = refusal<With>(
  'fact.before-birth',
  'invalid',
  ({ given, known }) => `${given} 早于此人的出生年月 ${known}。请核对年月与证件。`,
  ({ given, known }) => `${given} is before this person was born, ${known}. Check the month and the document.`,
)

export const notEnrolledThen = refusal<With>(
  'fact.not-enrolled',
  'conflict',
  ({ given }) => `此人 ${given} 未参保该险种。请先办理参保登记。`,
  ({ given }) => `Not enrolled in this insurance in ${given}; register the enrolment first.`,
)

export const noGround = refusal<object>(
  'entry.no-ground',
  'invalid',
  () => '须附原始资料，或写明依据（不少于四个字）。请上传资料或填写依据说明。',
  () => 'A source paper or a stated ground is needed: upload the paper or write the ground.',
)

export const wrongInsurance = refusal<With>(
  'fact.wrong-insurance',
  'invalid',
  ({ given, known }) => `${given} 不适用于险种 ${known}。请改正险种。`,
  ({ given, known }) => `${given} does not go with insurance ${known}. Correct the insurance.`,
)

export const tooFewYears = refusal<With>(
  'fact.too-few-years',
  'invalid',
  ({ given, known }) =>
    `累计缴费 ${given} 个月，不足最低缴费年限 ${known} 个月，不能按月领取。请继续缴费，或核对视同与转入的月数。`,
  ({ given, known }) =>
    `${given} months are fewer than the minimum of ${known}; there is no monthly pension yet. Go on paying, or check deemed months and transfers.`,
)

export const noRuleYet = refusal<With>(
  'fact.no-rule',
  'invalid',
  ({ given }) => `${given} 没有可据以计算的规则，金额不能由经办人填写。请核对待遇种类与类别。`,
  ({ given }) => `There is no rule that computes ${given}, and amounts are not typed. Check kind and group.`,
)

/** 第几行、哪一栏：the same refusal, told of its place. */
export function atRow<F extends object>(
  row: number,
  column: { zh: string; en: string },
  { entry, facts }: Refusal<F>,
): Refusal<{ row: number; column: string }> {
  const placed: RefusalEntry<{ row: number; column: string }> = {
    code: entry.code,
    kind: entry.kind,
    say: {
      zh: () => `第 ${row} 行“${column.zh}”：${entry.say.zh(facts)}`,
      en: () => `Row ${row}, “${column.en}”: ${entry.say.en(facts)}`,
    },
  }
  return new Refusal(placed, { row, column: column.zh })
}
