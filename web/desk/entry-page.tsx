import { Segmented } from 'antd'
import { useState } from 'react'
import type { Both } from '../shell/language.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSession } from '../shell/session.js'
import {
  CONTRIBUTION_FIELDS,
  EMPLOYER_FIELDS,
  ENROLMENT_FIELDS,
  type EntryField,
  PERSON_FIELDS,
} from './entry-fields.js'
import { EntryForm } from './entry-form.js'
import { DESK_PATHS } from './paths.js'

interface EntryKind {
  readonly label: Both
  readonly path: string
  readonly fields: readonly EntryField[]
  readonly ability: string
}

const KINDS: Readonly<Record<string, EntryKind>> = {
  contribution: {
    label: { zh: '个人缴费', en: "One person's contribution" },
    path: DESK_PATHS.contributions,
    fields: CONTRIBUTION_FIELDS,
    ability: 'entry.submit',
  },
  enrolment: {
    label: { zh: '参保变动', en: 'Enrolment change' },
    path: DESK_PATHS.enrolments,
    fields: ENROLMENT_FIELDS,
    ability: 'registration.submit',
  },
  person: {
    label: { zh: '个人登记', en: 'Person registration' },
    path: DESK_PATHS.persons,
    fields: PERSON_FIELDS,
    ability: 'registration.submit',
  },
  employer: {
    label: { zh: '单位登记', en: 'Employer registration' },
    path: DESK_PATHS.employers,
    fields: EMPLOYER_FIELDS,
    ability: 'registration.submit',
  },
}

/** 录入：one thing at a time, checked as it is typed, reviewed by others. */
export function EntryPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const offered = Object.entries(KINDS).filter(([, { ability }]) => can(ability))
  const [chosen, setChosen] = useState(offered[0]?.[0] ?? 'contribution')
  const kind = KINDS[chosen]
  return (
    <Page
      title={say({ zh: '录入', en: 'Entry' })}
      lead={say({
        zh: '提交之后由别人审核；录入的人不能审自己录的。',
        en: 'Others review what is entered; whoever entered it cannot.',
      })}
    >
      <div className="scroll-x page-body">
        <Segmented
          value={chosen}
          options={offered.map(([value, { label }]) => ({ value, label: say(label) }))}
          onChange={setChosen}
        />
      </div>
      {kind && <EntryForm key={chosen} fields={kind.fields} path={kind.path} name={say(kind.label)} />}
    </Page>
  )
}
