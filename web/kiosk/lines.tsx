import { useQuery } from '@tanstack/react-query'
import { KIOSK_PATHS, type KioskContent, type KioskLine } from '../../src/channels/kiosk-contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { ReadAloud } from '../record/read-aloud.js'
import { monthText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Answer } from '../shell/states.js'
import { KIOSK } from './words.js'

/** 本人的各项，with the sentences the telephone would say, to be read aloud. */
export function Lines({ topic }: { readonly topic: 'contributions' | 'benefits' }) {
  const { say, language } = useLanguage()
  const content = useContent(topic)
  return (
    <Answer of={content} rows={6}>
      {({ lines }) =>
        lines.length === 0 ? (
          <p>{say(KIOSK.nothing)}</p>
        ) : (
          <>
            <ReadAloud text={lines.map(({ spoken }) => spoken[language]).join(language === 'zh' ? '' : ' ')} />
            {groups(lines).map(([name, own]) => (
              <section key={name.zh} className="kiosk-group">
                <h2>{say(name)}</h2>
                <dl>
                  {own.map((line) => (
                    <div key={`${line.item}/${line.at ?? ''}`}>
                      <dt>
                        {say(line)}
                        {line.at !== undefined && <small> {whenText(line.at, language)}</small>}
                      </dt>
                      <dd>{say(line.text)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </>
        )
      }
    </Answer>
  )
}

/** 2019 or 2019-07, as it is said. */
function whenText(at: string, language: Language): string {
  if (at.length > 4) return monthText(at, language)
  return language === 'zh' ? `${at}年` : at
}

/** Not kept once it is off the screen. */
export function useContent(topic: 'contributions' | 'benefits') {
  return useQuery<KioskContent, Problem>({
    queryKey: ['kiosk-content', topic],
    queryFn: () => ask<KioskContent>(pathOf(KIOSK_PATHS.content, { topic })),
    gcTime: 0,
    retry: false,
  })
}

function groups(lines: readonly KioskLine[]): (readonly [KioskLine['of'], KioskLine[]])[] {
  const byName = new Map<string, [KioskLine['of'], KioskLine[]]>()
  for (const line of lines) {
    const known = byName.get(line.of.zh)
    if (known === undefined) byName.set(line.of.zh, [line.of, [line]])
    else known[1].push(line)
  }
  return [...byName.values()]
}
