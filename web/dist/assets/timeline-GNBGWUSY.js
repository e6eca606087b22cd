import{E as i,H as e}from"./chunk-2RGQVXJY.js";function t(){return i(e,{children:"This screen is being built."})}export{t as default};
