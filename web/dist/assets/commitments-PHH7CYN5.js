import{E as t,H as i}from"./chunk-2RGQVXJY.js";function m(){return t(i,{children:"This screen is being built."})}export{m as default};
