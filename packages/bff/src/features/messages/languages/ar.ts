import type { MailWords } from './mail-words.ts';

export const ar: MailWords = {
  locale: 'ar-u-nu-latn',
  dir: 'rtl',
  title: {
    confirmation: 'تم حجز موعدك',
    'video-link': 'رابط الفيديو لموعدك',
    moved: 'نُقل موعدك',
    cancellation: 'أُلغي موعدك',
    'not-confirmed': 'لم نتمكن من تأكيد موعدك',
  },
  hello: (name) => `مرحبًا ${name}،`,
  when: 'متى',
  withWhom: 'مع',
  number: 'الرقم',
  byVideo: 'بالفيديو',
  fromTo: (start, end) => `${start} إلى ${end}`,
  join: 'الانضمام بالفيديو',
  manage: 'عرض الموعد أو تغييره أو إلغاؤه',
  call: 'إذا احتجت إلى مساعدة، فاتصل على ',
  english: 'لم يراجع أي شخص هذه الترجمة بعد. تجد الرسالة كاملة باللغة الإنجليزية أدناه.',
};
