import { Select } from 'antd'
import { Fragment, type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { SUBMISSION_KINDS, type SubmissionKind } from '../../src/collection/contract.js'
import type { FactEntryKind } from '../../src/collection/fact-entry-contract.js'
import type { Both } from '../shell/language.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSession } from '../shell/session.js'
import { FromStandard } from '../standard/from-standard.js'
import { FormKeyHelp } from './desk-keys.js'
import { DifferenceForm } from './difference-form.js'
import type { EntryField } from './entry-fields.js'
import { EntryForm } from './entry-form.js'
import { ENTRY_GROUPS } from './entry-groups.js'
import { FactForm } from './fact-form.js'
import { DESK_PATHS } from './paths.js'
import { PaymentBatch } from './payment-batch.js'
import { AgainNote, Reopened } from './reopened.js'

interface EntryKind {
  readonly label: Both
  readonly ability: string
  readonly show: (name: string, resubmits: string | undefined) => ReactNode
}

interface FormTerms {
  readonly preview?: string
  readonly needsPaper?: boolean
  /** 职工的五项，勾选即可. */
  readonly employeesOnly?: boolean
}

/** A form of the fields the collection standard in force has for this kind. */
function standard(
  kind: SubmissionKind,
  path: string,
  { employeesOnly = false, ...more }: FormTerms = {},
): EntryKind['show'] {
  return (name, resubmits) => (
    <FromStandard kind={kind}>
      {(fields) => (
        <Reopened resubmits={resubmits}>
          {(before) => (
            <EntryForm
              {...more}
              kind={kind}
              before={before}
              fields={employeesOnly ? fields.map(ticked) : fields}
              path={path}
              name={name}
              resubmits={resubmits}
            />
          )}
        </Reopened>
      )}
    </FromStandard>
  )
}

function ticked(field: EntryField): EntryField {
  return field.name === 'insurances' ? { ...field, kind: 'insurances' } : field
}

function fact(kind: FactEntryKind, ability: string): EntryKind {
  const show: EntryKind['show'] = (name, resubmits) => (
    <Reopened resubmits={resubmits}>
      {(before) => <FactForm kind={kind} name={name} resubmits={resubmits} before={before} />}
    </Reopened>
  )
  return { label: SUBMISSION_KINDS[kind], ability, show }
}

const KINDS: Readonly<Record<string, EntryKind>> = {
  contribution: {
    label: { zh: '个人缴费', en: "One person's contribution" },
    show: standard('singleContribution', DESK_PATHS.contributions, {
      preview: DESK_PATHS.contributionsPreview,
      employeesOnly: true,
    }),
    ability: 'entry.submit',
  },
  differences: {
    label: { zh: '成批补差', en: 'differences after a late notice' },
    show: (name) => <DifferenceForm name={name} />,
    ability: 'entry.submit',
  },
  deferral: {
    label: SUBMISSION_KINDS.deferral,
    show: standard('deferral', DESK_PATHS.deferrals, { needsPaper: true, employeesOnly: true }),
    ability: 'entry.submit',
  },
  enrolment: {
    label: { zh: '参保变动', en: 'Enrolment change' },
    show: standard('enrolmentChange', DESK_PATHS.enrolments),
    ability: 'registration.submit',
  },
  person: {
    label: { zh: '个人登记', en: 'Person registration' },
    show: standard('personRegistration', DESK_PATHS.persons),
    ability: 'registration.submit',
  },
  employer: {
    label: { zh: '单位登记', en: 'Employer registration' },
    show: standard('employerRegistration', DESK_PATHS.employers),
    ability: 'registration.submit',
  },
  personChange: {
    label: SUBMISSION_KINDS.personChange,
    show: standard('personChange', DESK_PATHS.personChange, { needsPaper: true }),
    ability: 'registration.submit',
  },
  employerChange: {
    label: SUBMISSION_KINDS.employerChange,
    show: standard('employerChange', DESK_PATHS.employerChange),
    ability: 'registration.submit',
  },
  employerCancellation: {
    label: SUBMISSION_KINDS.employerCancellation,
    show: standard('employerCancellation', DESK_PATHS.employerCancellation, { needsPaper: true }),
    ability: 'registration.submit',
  },
  succession: {
    label: SUBMISSION_KINDS.succession,
    show: standard('succession', DESK_PATHS.succession, { needsPaper: true }),
    ability: 'registration.submit',
  },
  personCategory: fact('personCategory', 'registration.submit'),
  guardianship: fact('guardianship', 'registration.submit'),
  mandate: fact('mandate', 'mandate.manage'),
  protection: fact('protection', 'protection.manage'),
  residentPayment: fact('residentPayment', 'entry.submit'),
  subsidy: fact('subsidy', 'entry.submit'),
  deemedPeriod: fact('deemedPeriod', 'registration.submit'),
  openingBalance: fact('openingBalance', 'registration.submit'),
  transfer: fact('transfer', 'registration.submit'),
  lifeEvent: fact('lifeEvent', 'registration.submit'),
  benefitDetermination: fact('benefitDetermination', 'entry.submit'),
  benefitPayment: fact('benefitPayment', 'entry.submit'),
  benefitChange: fact('benefitChange', 'entry.submit'),
  entitlementCheck: fact('entitlementCheck', 'entry.submit'),
  specialWork: fact('specialWork', 'entry.submit'),
  ruling: fact('ruling', 'entry.submit'),
  paymentFile: {
    label: { zh: '支付批次文件', en: 'payment batch file' },
    ability: 'entry.submit',
    show: () => <PaymentBatch />,
  },
}

const WHAT: Both = { zh: '录入什么', en: 'What to enter' }
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** 录入：one thing at a time, checked as it is typed, reviewed by others. */
export function EntryPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const offered = Object.entries(KINDS).filter(([, { ability }]) => can(ability))
  const [search] = useSearchParams()
  const resubmits = search.get('resubmits') ?? undefined
  const [chosen, setChosen] = useState(search.get('kind') ?? offered[0]?.[0] ?? 'contribution')
  const kind = KINDS[chosen]
  return (
    <Page
      actions={<FormKeyHelp />}
      title={say({ zh: '录入', en: 'Entry' })}
      lead={say({
        zh: '提交之后由别人审核；录入的人不能审自己录的。',
        en: 'Others review what is entered; whoever entered it cannot.',
      })}
    >
      <div className="entry-kinds page-body">
        <label htmlFor="entry-kind">{say(WHAT)}</label>
        <Select
          id="entry-kind"
          showSearch
          optionFilterProp="label"
          listHeight={480}
          value={chosen}
          disabled={resubmits !== undefined}
          options={ENTRY_GROUPS.map(({ label, kinds }) => ({
            label: say(label),
            options: offered
              .filter(([kind]) => kinds.includes(kind))
              .map(([value, one]) => ({ value, label: capital(say(one.label)) })),
          })).filter(({ options }) => options.length > 0)}
          onChange={setChosen}
        />
      </div>
      <AgainNote resubmits={resubmits} />
      <Fragment key={chosen}>{kind?.show(capital(say(kind.label)), resubmits)}</Fragment>
    </Page>
  )
}
