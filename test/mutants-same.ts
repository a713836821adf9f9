import type { Slip } from './mutant-hunt.js'

/**
 * 改了也一样的。Slips that change no answer, because another policy already gives or refuses the same; each with the reason,
 * so that a reader can check it. A slip that is listed here and shows after all fails the test: the list cannot grow old.
 */
const ALL_THE_SAME: readonly (readonly [name: RegExp, because: string])[] = [
  // 两道墙：禁的在先，准了也没有用。
  [
    /: set with (systemAdmin|databaseAdmin|scanVendor)( \(\d\))?$/,
    'system.administrators 与 archive.vendor-elsewhere 一概禁止这三种岗位办业务、查信息，多准一项也没有用',
  ],
  // 禁的范围写窄了，而其外本来就没有准的。
  [
    /^(archive|closing|review)\.(same-person|affiliated): (principal is Staff|resource is (Agency|Voucher))$/,
    '鉴定、销毁、结息与审核本来只许经办人员就机构或凭证办理，别人、别的客体没有可禁的',
  ],
]

export function isTheSame({ name }: Slip): boolean {
  return ALL_THE_SAME.some(([pattern]) => pattern.test(name))
}
