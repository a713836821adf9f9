import type { AccessLimits } from '../access/limits.js'
import type { CheckLimits } from '../certificates/check-service.js'
import type { PaperForm } from '../certificates/paper-form.js'
import type { Clock } from '../kernel/clock.js'
import { periodOfDay } from '../kernel/day.js'
import type { AreaPolicy } from '../policy/area.js'
import { type Setting, settingOf } from '../policy/house-setting.js'

const SECOND = 1000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * 60 * MINUTE

/** 本机构的设定值。Read anew at each question: a change holds from the moment it is applied. */
export function openSettings(area: () => AreaPolicy, clock: Clock): Setting {
  return (id, variant) => settingOf(area(), id, periodOfDay(clock.today()), variant)
}

/** Each is looked up when it is asked for: a request asks for one of them. */
export function accessLimits(setting: Setting): AccessLimits {
  return {
    idle: (realm, channel) =>
      channel === 'kiosk' ? setting('system.kiosk-idle') * SECOND : setting('system.session-idle', realm) * MINUTE,
    whole: (realm) => setting('system.session-whole', realm) * MINUTE,
    tries: () => ({
      free: setting('system.sign-in-free-tries'),
      firstWait: setting('system.sign-in-first-wait') * MINUTE,
      longestWait: setting('system.sign-in-longest-wait') * MINUTE,
    }),
    codeLife: () => setting('system.activation-code-life') * DAY,
    draftDays: () => setting('system.draft-days'),
    addressTries: () => ({ most: setting('system.address-tries'), window: HOUR }),
    letterInterval: () => setting('system.letter-interval') * DAY,
    letterCodeLife: () => setting('system.letter-code-life') * DAY,
    passkeyMost: () => setting('system.passkey-most'),
    challengeLife: () => setting('system.challenge-life') * MINUTE,
    noteLife: () => setting('system.sign-in-note-days') * DAY,
  }
}

export function checkLimits(setting: Setting): CheckLimits {
  return {
    perCode: setting('system.check-tries-per-code'),
    perAddress: setting('system.check-tries-per-address'),
    fileMegabytes: setting('system.check-file-most-megabytes'),
  }
}

/** 校验码有效天数. */
export function paperLife(setting: Setting, form: PaperForm): number {
  return setting(form === 'statement' ? 'business.statement-life' : 'business.proof-life')
}
